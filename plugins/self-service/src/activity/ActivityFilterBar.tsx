import { Button, Link, Text } from '@backstage/ui';
import { ContextView, KindView } from '@slipway/plugin-self-service-common';
import { SearchInput } from '@slipway/ui';
import { FilterGroup, FilterSelect, wideFilter } from '../shared/FilterGroup';
import { useLinks } from '../shared/useLinks';
import { DayField } from './DayField';
import { ActivityValues } from './activityFilters';
import { eventChoices } from './events';
import styles from './activity.module.css';

/** What one came from a page of, said with the way out of it. */
function Chosen(props: {
  values: ActivityValues;
  resourceName: string | undefined;
  onChange: (change: ActivityValues) => void;
}) {
  const { values, resourceName, onChange } = props;
  const { resourceId, requestId } = values;
  const links = useLinks();
  if (!resourceId && !requestId) return null;
  return (
    <div className={styles.chosen}>
      <Text variant="body-medium">
        Only{' '}
        {resourceId ? (
          <>
            of{' '}
            <Link href={links.resource(resourceId)} standalone>
              {resourceName ?? 'one resource'}
            </Link>
          </>
        ) : (
          <>
            of{' '}
            <Link href={links.request(requestId ?? '')} standalone>
              one request
            </Link>
          </>
        )}
      </Text>
      <Button
        size="small"
        variant="secondary"
        onPress={() => onChange({ resourceId: '', requestId: '' })}
      >
        Show all
      </Button>
    </div>
  );
}

type FilterProps = {
  context: ContextView;
  kinds: readonly KindView[];
  values: ActivityValues;
  onChange: (change: ActivityValues) => void;
};

/** What was done, to whose and to which things. */
function Whats(props: FilterProps) {
  const { context, kinds, values, onChange } = props;
  return (
    <>
      <FilterSelect
        label="What"
        all="Any event"
        choices={eventChoices}
        value={values.event}
        onChange={event => onChange({ event })}
      />
      <FilterSelect
        label="Team"
        all="All teams"
        choices={context.teams.map(({ ref, title }) => ({
          id: ref,
          label: title,
        }))}
        value={values.team}
        onChange={team => onChange({ team })}
      />
      {(kinds.length > 1 || values.kind) && (
        <FilterSelect
          label="Kind"
          all="All kinds"
          choices={kinds.map(({ id, title }) => ({ id, label: title }))}
          value={values.kind}
          onChange={kind => onChange({ kind })}
        />
      )}
    </>
  );
}

/** What selects records; all of it is in the address. */
export function ActivityFilterBar(
  props: FilterProps & { resourceName: string | undefined },
) {
  const { values, resourceName, onChange } = props;
  return (
    <>
      <FilterGroup dense>
        <SearchInput
          label="Search"
          value={values.search ?? ''}
          onChange={search => onChange({ search })}
          className={wideFilter}
        />
        <Whats {...props} />
        <SearchInput
          label="Who"
          value={values.actor ?? ''}
          onChange={actor => onChange({ actor })}
        />
        <DayField
          label="First day"
          value={values.from}
          onChange={from => onChange({ from })}
        />
        <DayField
          label="Last day"
          value={values.to}
          onChange={to => onChange({ to })}
        />
      </FilterGroup>
      <Chosen values={values} resourceName={resourceName} onChange={onChange} />
    </>
  );
}
