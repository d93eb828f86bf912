import {
  ContextView,
  KindView,
  resourceStates,
} from '@slipway/plugin-self-service-common';
import { SearchInput } from '@slipway/ui';
import { FilterGroup, FilterSelect, wideFilter } from '../shared/FilterGroup';
import { resourceStateWords } from '../shared/states';

/** Parameters of the address that select rows of the table. */
export const thingFilters = [
  'whose',
  'state',
  'environment',
  'kind',
  'team',
  'target',
  'component',
  'search',
] as const;
export type ThingValues = Partial<
  Record<(typeof thingFilters)[number], string>
>;

type Props = {
  context: ContextView | undefined;
  kinds: readonly KindView[];
  values: ThingValues;
  onChange: (change: ThingValues) => void;
};

/** States that a list is asked for; what only passes by is left out. */
const offeredStates = resourceStates.filter(
  state => !['draft', 'judged', 'approved'].includes(state),
);

const everyone = { id: 'all', label: 'All teams' };

function TeamSelect(props: Props) {
  const { context, values, onChange } = props;
  const teams = (context?.teams ?? []).map(({ ref, title }) => ({
    id: ref,
    label: title,
  }));
  return (
    <FilterSelect
      label="Team"
      all="Your teams"
      choices={[everyone, ...teams]}
      value={values.team ?? (values.whose === 'all' ? everyone.id : undefined)}
      onChange={id =>
        onChange(
          id === everyone.id
            ? { whose: 'all', team: '' }
            : { whose: '', team: id },
        )
      }
    />
  );
}

/** Shown where there are several to choose from, or the address names one. */
function RareSelects(props: Props) {
  const { context, kinds, values, onChange } = props;
  const targets = context?.targets ?? [];
  return (
    <>
      {(kinds.length > 1 || values.kind) && (
        <FilterSelect
          label="Kind"
          all="All kinds"
          choices={kinds.map(({ id, title }) => ({ id, label: title }))}
          value={values.kind}
          onChange={kind => onChange({ kind })}
        />
      )}
      {(targets.length > 1 || values.target) && (
        <FilterSelect
          label="Target"
          all="All targets"
          choices={targets.map(({ name, title }) => ({
            id: name,
            label: title,
          }))}
          value={values.target}
          onChange={target => onChange({ target })}
        />
      )}
      {values.component && (
        <FilterSelect
          label="Component"
          all="Any component"
          choices={[
            {
              id: values.component,
              label: values.component.replace(/^component:default\//, ''),
            },
          ]}
          value={values.component}
          onChange={component => onChange({ component })}
        />
      )}
    </>
  );
}

/** What narrows the things down; all of it is in the address. */
export function ThingFilterBar(props: Props) {
  const { context, values, onChange } = props;
  return (
    <FilterGroup>
      <TeamSelect {...props} />
      <FilterSelect
        label="State"
        all="Any state"
        choices={offeredStates.map(id => ({
          id,
          label: resourceStateWords[id].word,
        }))}
        value={values.state}
        onChange={state => onChange({ state })}
      />
      <FilterSelect
        label="Environment"
        all="Any environment"
        choices={(context?.environments ?? []).map(({ name }) => ({
          id: name,
          label: name,
        }))}
        value={values.environment}
        onChange={environment => onChange({ environment })}
      />
      <RareSelects {...props} />
      <SearchInput
        label="Search by name"
        value={values.search ?? ''}
        onChange={search => onChange({ search })}
        className={wideFilter}
      />
    </FilterGroup>
  );
}
