import { ButtonLink } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ContextView,
  resourceStates,
} from '@slipway/plugin-self-service-common';
import { EmptyState, formatQuantity, useRemote } from '@slipway/ui';
import { ResourcesQuery, selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { Listing } from '../shared/Listing';
import { isMoving } from '../shared/states';
import { useLinks } from '../shared/useLinks';
import { useListState } from '../shared/useListState';
import { thingColumns } from './thingColumns';
import { thingFilters, ThingFilterBar, ThingValues } from './ThingFilterBar';

/** Columns that the API sorts by. */
const sorts = ['name', 'expiresAt', 'updatedAt'];

function queryOf(values: ThingValues): ResourcesQuery {
  const { whose, state, team, ...rest } = values;
  return {
    ...rest,
    mine: whose !== 'all' && !team,
    state: resourceStates.filter(each => each === state),
    team,
  };
}

function NothingHere(props: { filtered: boolean; mayRequest: boolean }) {
  const links = useLinks();
  const { filtered, mayRequest } = props;
  return filtered ? (
    <EmptyState
      title="Nothing matches"
      description="Choose another filter or clear the search."
      action={
        <ButtonLink href={links.home()} variant="secondary">
          Clear filters
        </ButtonLink>
      }
      headingLevel={3}
    />
  ) : (
    <EmptyState
      title="Your teams have nothing yet"
      description={
        mayRequest
          ? 'What you ask for above shows here with its state, its expiry and its cost.'
          : 'What your teams ask for shows here with its state, its expiry and its cost.'
      }
      headingLevel={3}
    />
  );
}

/** What the person's teams have, or all have, filtered, sorted and paged. */
export function ThingsPanel(props: { context: ContextView | undefined }) {
  const { context } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const kinds = useRemote(api, 'kinds', signal => api.kinds({ signal })).data;
  const list = useListState({
    filters: thingFilters,
    sorts,
    defaultSort: '-updatedAt',
  });
  const query = { ...queryOf(list.filters), ...list.query };
  const answer = useRemote(api, `resources ${JSON.stringify(query)}`, signal =>
    api.resources(query, { signal }),
  );
  const { data, refresh } = answer;
  useChanges({
    concerns: () => true,
    moving: data?.items.some(thing => isMoving(thing.state)) ?? false,
    onChange: refresh,
  });
  const filtered = thingFilters.some(name => list.filters[name]);
  const everyones = query.mine === false;
  return (
    <Listing
      title={everyones ? 'All things' : 'Things of your teams'}
      description={data && formatQuantity(data.total, 'resource')}
      answer={answer}
      filters={
        <ThingFilterBar
          context={context}
          kinds={kinds ?? []}
          values={list.filters}
          onChange={list.setFilters}
        />
      }
      columns={thingColumns(links)}
      rows={data?.items}
      getRowId={row => row.id}
      getRowHref={row => links.resource(row.id)}
      sort={list.sort}
      page={data && list.pageOf(data)}
      empty={
        <NothingHere
          filtered={filtered}
          mayRequest={context?.mayRequest ?? false}
        />
      }
    />
  );
}
