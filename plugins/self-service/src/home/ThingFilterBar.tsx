import { Select } from '@backstage/ui';
import {
  ContextView,
  resourceStates,
} from '@slipway/plugin-self-service-common';
import { SearchInput } from '@slipway/ui';
import { resourceStateWords } from '../shared/states';
import styles from './home.module.css';

/** Parameters of the address that select rows of the table. */
export const thingFilters = [
  'whose',
  'state',
  'environment',
  'kind',
  'team',
  'search',
] as const;
export type ThingFilter = (typeof thingFilters)[number];

const any = 'any';

function options(all: string, rest: Array<{ id: string; label: string }>) {
  return [{ id: any, label: all }, ...rest];
}

/** States that a list is asked for; what only passes by is left out. */
const offeredStates = resourceStates.filter(
  state => !['draft', 'judged', 'approved'].includes(state),
);

/** What narrows the things down; all of it is in the address. */
export function ThingFilterBar(props: {
  context: ContextView | undefined;
  values: Partial<Record<ThingFilter, string>>;
  onChange: (change: Partial<Record<ThingFilter, string>>) => void;
}) {
  const { context, values, onChange } = props;
  const team = values.team ?? (values.whose === 'all' ? 'all' : any);
  const environments = context?.environments ?? [];
  return (
    <div role="group" aria-label="Filters" className={styles.filters}>
      <Select
        label="Team"
        options={[
          { id: any, label: 'Your teams' },
          { id: 'all', label: 'All teams' },
          ...(context?.teams ?? []).map(each => ({
            id: each.ref,
            label: each.title,
          })),
        ]}
        value={team}
        onChange={id =>
          onChange({
            whose: id === 'all' ? 'all' : '',
            team: id === 'all' || id === any ? '' : String(id),
          })
        }
      />
      <Select
        label="State"
        options={options(
          'Any state',
          offeredStates.map(id => ({
            id,
            label: resourceStateWords[id].word,
          })),
        )}
        value={values.state ?? any}
        onChange={id => onChange({ state: id === any ? '' : String(id) })}
      />
      <Select
        label="Environment"
        options={options(
          'Any environment',
          environments.map(({ name }) => ({ id: name, label: name })),
        )}
        value={values.environment ?? any}
        onChange={id => onChange({ environment: id === any ? '' : String(id) })}
      />
      <SearchInput
        label="Search by name"
        value={values.search ?? ''}
        onChange={search => onChange({ search })}
        className={styles.search}
      />
    </div>
  );
}
