import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import type { KindValidator } from '@backstage/catalog-model';
import { toClause } from './problem';
import type { CatalogProblem } from './problem';
import type { WrittenEntity } from './readCatalog';

const validators: Readonly<Record<string, KindValidator>> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

const policy = EntityPolicies.allOf([
  new NoForeignRootFieldsEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

type Fault = Pick<CatalogProblem, 'field' | 'rule' | 'remedy'>;

/** What a validator's message looks like, and what it says to people. */
const messages: readonly (readonly [RegExp, (...groups: string[]) => Fault])[] =
  [
    [
      /^Unknown field (\S+)/,
      field => ({ field, rule: 'is no field', remedy: 'Remove it.' }),
    ],
    [
      /^\/?(\S*) must have required property '(.*)' -/,
      (parent, name) => ({
        field: `${parent}/${name}`.replace('<root>/', ''),
        rule: 'must have a value',
        remedy: 'Add it.',
      }),
    ],
    [
      /^\/(\S+) (.*?)(?: - .*)?$/,
      (field, rule) => ({ field, rule, remedy: 'Correct the value.' }),
    ],
    [
      /^"?([\w.]+)"? (.*?)\.?( To learn more.*)?$/,
      (field, rule) => ({ field, rule, remedy: 'Correct the value.' }),
    ],
  ];

function readMessage(message: string): Fault {
  for (const [pattern, read] of messages) {
    const match = pattern.exec(message);
    if (match) {
      const fault = read(...match.slice(1));
      return { ...fault, field: fault.field?.replaceAll('/', '.') };
    }
  }
  return { field: 'kind', rule: message, remedy: 'Correct the entity.' };
}

/** Checks one entity by the model's own validators; tells the first fault. */
export async function checkForm({
  entity,
  file,
  ref,
}: WrittenEntity): Promise<CatalogProblem[]> {
  const problem = (fault: Fault) => [{ file, entity: ref, ...fault }];
  const validator = validators[entity.kind];
  if (!validator) {
    return problem({
      field: 'kind',
      rule: `is "${entity.kind}"`,
      remedy: `Use one of: ${Object.keys(validators).join(', ')}.`,
    });
  }
  // A definition in a file of its own is text only once it is read.
  const definition = entity.kind === 'API' ? { definition: 'read later' } : {};
  const whole = { ...entity, spec: { ...entity.spec, ...definition } };
  try {
    await policy.enforce(whole);
    if (await validator.check(whole)) {
      return [];
    }
    return problem({
      field: 'apiVersion',
      rule: `is "${entity.apiVersion}"`,
      remedy: 'Write "backstage.io/v1alpha1".',
    });
  } catch (error) {
    return problem(readMessage(toClause(error)));
  }
}
