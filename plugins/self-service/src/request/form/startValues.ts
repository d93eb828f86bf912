import { ContextView, KindView } from '@slipway/plugin-self-service-common';
import { FieldValues, isPlain } from '../../shared/fields/values';

/** The common fields whose defaults follow from who asks. */
const teamField = 'team';
const environmentField = 'environment';
const costCenterField = 'costCenter';

function costCenterOf(context: ContextView, team: unknown) {
  return context.teams.find(({ ref }) => ref === team)?.costCenter ?? '';
}

/**
 * What the form begins with: the address, then who the person is, then the
 * kind's own defaults.
 */
export function startValues(
  kind: KindView,
  context: ContextView,
  address: URLSearchParams,
): FieldValues {
  const values: FieldValues = {};
  for (const { name, default: usual } of kind.fields) {
    if (isPlain(usual)) values[name] = usual;
  }
  const [team] = context.teams.filter(({ mine }) => mine);
  if (team) values[teamField] = team.ref;
  // Where the least is at stake, unless the kind says otherwise.
  values[environmentField] ||= context.environments.find(
    each => each.class === 'development',
  )?.name;
  for (const { name } of kind.fields) {
    const asked = address.get(name);
    if (asked) values[name] = asked;
  }
  values[costCenterField] ||= costCenterOf(context, values[teamField]);
  return values;
}

/**
 * The values after one was set. The cost center goes with the team until
 * somebody sets it.
 */
export function withValue(options: {
  values: FieldValues;
  edited: readonly string[];
  field: string;
  value: FieldValues[string];
  context: ContextView;
}): FieldValues {
  const { values, edited, field, value, context } = options;
  const next = { ...values, [field]: value };
  if (field === teamField && !edited.includes(costCenterField)) {
    next[costCenterField] = costCenterOf(context, value);
  }
  return next;
}
