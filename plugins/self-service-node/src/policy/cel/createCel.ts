import {
  Environment,
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
} from '@marcbachmann/cel-js';
import type { ASTNode, Limits } from '@marcbachmann/cel-js';
import { Cel, CelError, CelValue, CompileOptions, Program } from './Cel';
import { isEqual, isIn } from './equality';
import { registerDurations } from './functions/durations';
import { registerKubernetes } from './functions/kubernetes';
import { registerLists } from './functions/lists';
import { registerTexts } from './functions/texts';
import { printGuarded } from './guard';
import { inspect } from './inspect';
import { CelLimits, celLimits } from './limits';
import { Meter } from './Meter';
import { Patterns } from './Patterns';
import { placeOf } from './place';
import { fieldsOf, replaceFields } from './fields';
import { toCelRecord, toCelValue } from './values';

/**
 * CEL by @marcbachmann/cel-js, with Kubernetes' functions, RE2 patterns and
 * limits. An expression is read and checked as it stands, and then run as
 * `printGuarded` writes it.
 */
export function createCel(limits: CelLimits = celLimits): Cel {
  const meter = new Meter(limits);
  const patterns = new Patterns(limits, meter);
  const machine = { limits, meter, patterns, environments: new Map() };
  return {
    compile: (expression, options) => compile(machine, expression, options),
    value: data => toCelValue(data, limits),
    record: results => toCelRecord(results),
  };
}

type Machine = {
  limits: CelLimits;
  meter: Meter;
  patterns: Patterns;
  /** By the names of their variables: making one costs more than an evaluation. */
  environments: Map<string, Environments>;
};

type Environments = { plain: Environment; guarded: Environment };

function compile(
  machine: Machine,
  expression: string,
  options: CompileOptions,
): Program {
  const { limits, meter, patterns } = machine;
  if (expression.length > limits.expressionLength) {
    throw new CelError(
      'refused',
      `An expression has at most ${limits.expressionLength} characters, this one has ${expression.length}.`,
    );
  }
  const { plain, guarded } = environmentsFor(machine, options.variables);
  const tree = read(plain, expression, options.result);
  const { identifiers, ownFunctions } = inspect(tree, limits, patterns);
  const run = guarded.parse(printGuarded(tree));
  return {
    expression,
    identifiers,
    ownFunctions,
    evaluate: variables => meter.run(() => evaluate(run, variables)),
    fieldsOf: variable => fieldsOf(tree, variable),
    replaceFields: (variable, replace) =>
      replaceFields(expression, tree, variable, replace),
  };
}

/** The syntax tree, with its types checked. */
function read(
  environment: Environment,
  expression: string,
  result: CompileOptions['result'],
): ASTNode {
  try {
    const parsed = environment.parse(expression);
    const { valid, type, error } = parsed.check();
    if (!valid) {
      throw error;
    }
    if (result !== 'any' && type !== result && type !== 'dyn') {
      throw new CelError(
        'type',
        `The expression comes to ${type}, and has to come to ${result}.`,
      );
    }
    return parsed.ast;
  } catch (error) {
    throw atCompileTime(error, expression);
  }
}

/** What the guards add to a tree is bounded by what the tree may be. */
const guardedLimits: Partial<Limits> = { maxAstNodes: 20_000, maxDepth: 2000 };

function environmentsFor(
  machine: Machine,
  variables: readonly string[],
): Environments {
  const key = variables.join(' ');
  const known = machine.environments.get(key);
  if (known) {
    return known;
  }
  const { limits } = machine;
  const made = {
    plain: createEnvironment(machine, variables, {
      maxAstNodes: limits.nodes,
      maxDepth: 2 * limits.depth,
      maxListElements: limits.literalElements,
      maxMapEntries: limits.literalElements,
      maxCallArguments: 8,
    }),
    guarded: createEnvironment(machine, variables, guardedLimits),
  };
  machine.environments.set(key, made);
  return made;
}

function createEnvironment(
  { meter, patterns }: Machine,
  variables: readonly string[],
  limits: Partial<Limits>,
): Environment {
  const environment = new Environment({
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits,
  });
  registerGuards(environment, meter);
  registerTexts(environment, meter, patterns);
  registerLists(environment, meter);
  registerKubernetes(environment);
  registerDurations(environment);
  variables.forEach(name => environment.registerVariable(name, 'dyn'));
  return environment;
}

function registerGuards(environment: Environment, meter: Meter): void {
  const sync = { async: false } as const;
  environment
    .registerFunction('__step(ast): dyn', ({ args: [inner] }) => ({
      inner,
      async: false,
      typeCheck: (checker: Checker, macro: Macro, context: unknown) =>
        checker.check(macro.inner, context),
      evaluate: (evaluator: Evaluator, macro: Macro, context: unknown) => {
        meter.charge(1);
        return meter.built(evaluator.run(macro.inner, context));
      },
    }))
    .registerFunction(
      '__eq(dyn, dyn): bool',
      (left: unknown, right: unknown) => isEqual(left, right, meter),
      sync,
    )
    .registerFunction(
      '__in(dyn, dyn): bool',
      (value: unknown, container: unknown) => isIn(value, container, meter),
      sync,
    );
}

/** The engine's documented interface for macros, which it does not type. */
type Macro = { inner: ASTNode };
type Checker = { check(node: ASTNode, context: unknown): unknown };
type Evaluator = { run(node: ASTNode, context: unknown): unknown };

function evaluate(
  run: (context: Record<string, unknown>) => unknown,
  variables: Readonly<Record<string, CelValue>>,
): unknown {
  try {
    return run({ ...variables });
  } catch (error) {
    throw atRunTime(error);
  }
}

function atCompileTime(error: unknown, expression: string): CelError {
  if (error instanceof CelError) {
    return error;
  }
  if (error instanceof RangeError) {
    return new CelError('refused', 'The expression is nested too deeply.');
  }
  const { summary, range } = readFault(error);
  const place = range ? placeOf(expression, range.start) : undefined;
  return new CelError(
    error instanceof ParseError ? 'syntax' : 'type',
    `${summary}.`,
    place,
  );
}

function atRunTime(error: unknown): CelError {
  if (error instanceof CelError) {
    return error;
  }
  if (error instanceof EvaluationError) {
    // The names of the guards are not the author's.
    const summary = error.summary.replace(/\b__(?=[a-z])/g, '');
    return new CelError('evaluation', `${summary}.`);
  }
  if (error instanceof RangeError && /stack|length/.test(error.message)) {
    return new CelError('limit', 'The expression needs too much memory.');
  }
  return new CelError('evaluation', `${readFault(error).summary}.`);
}

function readFault(error: unknown): {
  summary: string;
  range?: { start: number };
} {
  if (
    error instanceof ParseError ||
    error instanceof CelTypeError ||
    error instanceof EvaluationError
  ) {
    return { summary: error.summary, range: error.range };
  }
  return { summary: error instanceof Error ? error.message : String(error) };
}
