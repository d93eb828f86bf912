import {
  environmentClasses,
  JsonObject,
} from '@slipway/plugin-self-service-common';
import { stringify } from 'yaml';
import { Program, quoteCel } from '../cel';
import { Policy, Validation } from '../Policy';
import { isInForce } from '../judge/waivers';
import { AdmissionResource, admissionResources } from './resources';

/** Either YAML of two objects, or why a cluster cannot judge by this policy. */
export type Admission = { yaml: string } | { skipped: string };

/**
 * A policy as ValidatingAdmissionPolicy and its binding, of
 * admissionregistration.k8s.io/v1 (Kubernetes 1.30 and later), so that a
 * cluster holds everybody to it and not only those who go through the portal.
 * The binding selects what Slipway has made, by its label.
 */
export function toAdmission(policy: Policy, now: Date): Admission {
  const resource =
    policy.subject.of === 'item'
      ? admissionResources.get(policy.subject.type)
      : undefined;
  const skipped = findObstacle(policy, resource, now);
  if (skipped !== undefined || resource === undefined) {
    return { skipped: skipped ?? 'there is no such type in Kubernetes' };
  }
  const translate = createTranslation(policy);
  const name = `slipway-${policy.name}`;
  const documents = [
    admissionPolicy(policy, name, resource, translate),
    binding(policy, name),
  ];
  return translate.failed === undefined
    ? { yaml: documents.map(toYaml).join('---\n') }
    : { skipped: translate.failed };
}

/** A sentence's end: `<policy> is left out: it …`. */
function findObstacle(
  { subject, severity, match, waivers }: Policy,
  resource: AdmissionResource | undefined,
  now: Date,
): string | undefined {
  if (subject.of === 'request') {
    return 'it is about the request, which a cluster does not see';
  }
  if (!resource) {
    return `it is about items of type ${subject.type}, which is not known as a type of Kubernetes`;
  }
  if (severity === 'approval') {
    return 'it asks for approval, which cannot be given at admission';
  }
  if (
    match.teams !== undefined ||
    environmentClasses.some(name => !match.environmentClasses.includes(name))
  ) {
    return 'it is for some teams or environment classes only, which an object does not say';
  }
  return waivers.some(waiver => isInForce(waiver, now))
    ? 'it has a waiver in force, of which a cluster does not know'
    : undefined;
}

type Translation = {
  expression(program: Program): string;
  failed: string | undefined;
};

/** Parameters are written into the expressions: a cluster has no such settings. */
function createTranslation({ params }: Policy): Translation {
  const translation: Translation = {
    failed: undefined,
    expression(program) {
      const [own] = program.ownFunctions;
      if (own !== undefined) {
        translation.failed ??= `it uses ${own}(), which Kubernetes does not have`;
      }
      const text = program.replaceFields('params', field =>
        quoteParam(params, field),
      );
      if (text === undefined) {
        translation.failed ??=
          'it reads a parameter that is no text, number, switch or list of these';
      }
      return (text ?? program.expression).trim();
    },
  };
  return translation;
}

function quoteParam(params: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(params, field) ? params[field] : undefined;
  return value === undefined ? undefined : quoteCel(value);
}

function admissionPolicy(
  policy: Policy,
  name: string,
  resource: AdmissionResource,
  translate: Translation,
): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: {
      name,
      labels: { 'app.kubernetes.io/managed-by': 'slipway' },
      annotations: {
        'slipway.dev/policy': policy.name,
        'slipway.dev/title': policy.title,
        'slipway.dev/owner': policy.owner,
      },
    },
    spec: {
      failurePolicy: policy.failurePolicy === 'fail' ? 'Fail' : 'Ignore',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [resource.apiGroup],
            apiVersions: [resource.apiVersion],
            operations: ['CREATE', 'UPDATE'],
            resources: [resource.resource],
          },
        ],
      },
      ...(policy.variables.length > 0 && {
        variables: policy.variables.map(variable => ({
          name: variable.name,
          expression: translate.expression(variable.program),
        })),
      }),
      validations: policy.validations.map(validation =>
        translateValidation(validation, translate),
      ),
    },
  };
}

function translateValidation(
  { program, message, messageProgram, remedy }: Validation,
  translate: Translation,
): object {
  const plain = `${message ?? 'The rule does not hold.'} ${remedy}`;
  return {
    expression: translate.expression(program),
    reason: 'Invalid',
    message: plain.replace(/\s+/g, ' '),
    ...(messageProgram && {
      messageExpression: `(${translate.expression(
        messageProgram,
      )}) + ${quoteCel(` ${remedy.replace(/\s+/g, ' ')}`)}`,
    }),
  };
}

function binding({ severity }: Policy, name: string): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'slipway' } },
    spec: {
      policyName: name,
      validationActions:
        severity === 'deny' ? ['Deny', 'Audit'] : ['Warn', 'Audit'],
      matchResources: {
        objectSelector: {
          matchLabels: { 'app.kubernetes.io/managed-by': 'slipway' },
        },
      },
    },
  };
}

/** Expressions stay on the lines that their author gave them. */
function toYaml(document: object): string {
  return stringify(document, { lineWidth: 0 });
}
