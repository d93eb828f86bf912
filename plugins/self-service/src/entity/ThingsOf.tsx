import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { EmptyState, formatQuantity, useRemote } from '@slipway/ui';
import { ResourcesQuery, selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { thingColumns } from '../home/thingColumns';
import { Listing } from '../shared/Listing';
import { mostOfPage } from '../shared/ShowMore';
import { isMoving } from '../shared/states';
import { LinkParameters, useLinks } from '../shared/useLinks';
import { monthlyCost } from './monthlyCost';
import { RequestButtons } from './RequestButtons';

/** What a team or a component has, and what it costs. */
export function ThingsOf(props: {
  /** Selects them. */
  of: Pick<ResourcesQuery, 'team' | 'component'>;
  /** What a request for more begins with. */
  inputs: LinkParameters;
  /** Said when there are none: `Checkout has nothing yet`. */
  none: string;
}) {
  const { of, inputs, none } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const query = { ...of, sort: 'name', limit: mostOfPage };
  const answer = useRemote(api, `resources ${JSON.stringify(query)}`, signal =>
    api.resources(query, { signal }),
  );
  const { data, refresh } = answer;
  useChanges({
    concerns: () => true,
    moving: data?.items.some(({ state }) => isMoving(state)) ?? false,
    onChange: refresh,
  });
  const rest = data ? data.total - data.items.length : 0;
  // Said by the page already.
  const columns = thingColumns(links).filter(({ id }) => id !== 'team');
  return (
    <Listing
      title="Resources"
      description={
        data &&
        data.total > 0 &&
        `${formatQuantity(data.total, 'resource')}, ${monthlyCost(
          data.cost,
        )} per month`
      }
      actions={<RequestButtons inputs={inputs} />}
      answer={answer}
      columns={columns}
      rows={data?.items}
      getRowId={row => row.id}
      getRowHref={row => links.resource(row.id)}
      empty={
        <EmptyState
          title={none}
          description="What is asked for shows here with its state, its expiry and its cost."
          headingLevel={3}
        />
      }
    >
      {rest > 0 && (
        <Link href={links.home({ whose: 'all', ...of })} standalone>
          {formatQuantity(rest, 'more resource')}
        </Link>
      )}
    </Listing>
  );
}
