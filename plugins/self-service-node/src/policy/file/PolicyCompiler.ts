import { Cel, CelError, createCel, Program } from '../cel';
import { Policy, PolicyProblem, Validation } from '../Policy';
import { PolicyFile } from './schema';
import { SourceFile } from './SourceFile';

/** What a rule about the request may name. */
export const requestVariables = [
  'kind',
  'action',
  'request',
  'current',
  'team',
  'requester',
  'environment',
  'items',
  'cost',
  'quota',
  'costCenters',
  'params',
  'now',
  'variables',
] as const;

/** What a rule about a rendered object may name: Kubernetes' names. */
export const objectVariables = [
  'object',
  'oldObject',
  'request',
  'params',
  'namespaceObject',
  'variables',
] as const;

/** One engine for all policies: it keeps no state between evaluations. */
export const cel: Cel = createCel();

/** Compiles the expressions of one file and collects what is wrong with them. */
export class PolicyCompiler {
  readonly problems: PolicyProblem[] = [];

  constructor(private readonly source: SourceFile) {}

  compile({ metadata, spec }: PolicyFile): Policy {
    const names = spec.for === 'request' ? requestVariables : objectVariables;
    const { params, severity, match, failurePolicy, waivers, tests } = spec;
    return {
      ...metadata,
      severity,
      match,
      failurePolicy,
      waivers,
      ownWaivers: waivers,
      tests,
      subject:
        spec.for === 'request'
          ? { of: 'request' }
          : { of: 'item', type: spec.for.item },
      params,
      defaultParams: params,
      approvers: spec.approvers ?? null,
      variables: this.compileVariables(spec, names),
      validations: spec.validations.map((_, index) =>
        this.compileValidation(spec, index, names),
      ),
      file: this.source.file,
      source: this.source.text,
    };
  }

  private compileVariables(
    spec: PolicyFile['spec'],
    names: readonly string[],
  ): Policy['variables'] {
    const known = new Set<string>();
    return spec.variables.map(({ name, expression }, index) => {
      const path = ['spec', 'variables', index, 'expression'];
      if (known.has(name)) {
        this.add(path, `The variable ${name} is there twice.`);
      }
      const program = this.compileExpression(path, expression, {
        names,
        known,
        result: 'any',
      });
      known.add(name);
      return { name, program };
    });
  }

  private compileValidation(
    spec: PolicyFile['spec'],
    index: number,
    names: readonly string[],
  ): Validation {
    const validation = spec.validations[index];
    const path = ['spec', 'validations', index];
    const known = new Set(spec.variables.map(({ name }) => name));
    return {
      program: this.compileExpression(
        [...path, 'expression'],
        validation.expression,
        { names, known, result: 'bool' },
      ),
      message: validation.message ?? null,
      messageProgram: validation.messageExpression
        ? this.compileExpression(
            [...path, 'messageExpression'],
            validation.messageExpression,
            { names, known, result: 'string' },
          )
        : null,
      remedy: validation.remedy,
      field: validation.field ?? null,
    };
  }

  private compileExpression(
    path: PropertyKey[],
    expression: string,
    options: {
      names: readonly string[];
      known: ReadonlySet<string>;
      result: 'bool' | 'string' | 'any';
    },
  ): Program {
    try {
      const program = cel.compile(expression, {
        variables: options.names,
        result: options.result,
      });
      for (const name of program.fieldsOf('variables')) {
        if (!options.known.has(name)) {
          this.add(path, `variables.${name} is not defined before it is read.`);
        }
      }
      return program;
    } catch (error) {
      if (!(error instanceof CelError)) {
        throw error;
      }
      this.add(path, error.message, error.place);
      // Never run: a file with a problem is not used.
      return cel.compile('true', { variables: [], result: 'any' });
    }
  }

  private add(
    path: PropertyKey[],
    message: string,
    place?: CelError['place'],
  ): void {
    this.problems.push({
      file: this.source.file,
      line: this.source.lineWithin(path, place?.line ?? 1),
      message: `${path.join('.')}: ${message}`,
    });
  }
}
