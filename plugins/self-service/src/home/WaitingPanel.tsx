import { Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ContextView,
  isEndState,
  requestStates,
  RequestSummary,
} from '@slipway/plugin-self-service-common';
import {
  EmptyState,
  LoadingState,
  Panel,
  RelativeTime,
  useRemote,
} from '@slipway/ui';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { useChanges } from '../data/useChanges';
import { mostOfPage, ShowMore } from '../shared/ShowMore';
import { isMoving } from '../shared/states';
import { RequestStateBadge } from '../shared/StateBadges';
import { Links, useLinks } from '../shared/useLinks';
import styles from './home.module.css';

const shownDecisions = 5;
const shownOwn = 10;

/** Of one's own requests, those that have not come to an end. */
const onTheWay = requestStates.filter(state => !isEndState(state));

function RequestLine(props: {
  request: RequestSummary;
  links: Links;
  /** Said of requests of others. */
  withRequester?: boolean;
}) {
  const { request, links, withRequester } = props;
  return (
    <li className={styles.waiting}>
      <span className={styles.waitingTitle}>
        <Link href={links.request(request.id)} standalone>
          {request.title}
        </Link>
        {!withRequester && <RequestStateBadge request={request} />}
      </span>
      <Text as="p" variant="body-small" color="secondary">
        {withRequester && (
          <>
            <EntityLink
              entityRef={request.requestedBy}
              className={styles.small}
            />
            ,{' '}
          </>
        )}
        {request.environment}, <RelativeTime instant={request.requestedAt} />
      </Text>
    </li>
  );
}

function Group(props: {
  title: string;
  requests: readonly RequestSummary[];
  links: Links;
  withRequester?: boolean;
}) {
  const { title, requests, links, withRequester } = props;
  if (requests.length === 0) return null;
  return (
    <div>
      <Text as="h3" variant="body-small" color="secondary">
        {title}
      </Text>
      <ul className={styles.waitingList}>
        {requests.map(request => (
          <RequestLine
            key={request.id}
            request={request}
            links={links}
            withRequester={withRequester}
          />
        ))}
      </ul>
    </div>
  );
}

/** Requests that the person may decide, and their own that are on the way. */
export function WaitingPanel(props: { context: ContextView }) {
  const { ref } = props.context.person;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const toDecide = useRemote(api, 'requests to decide', signal =>
    api.requests({ waitingForMe: true, limit: shownDecisions }, { signal }),
  );
  const [limit, setLimit] = useState(shownOwn);
  const own = useRemote(api, `requests of ${ref} ${limit}`, signal =>
    api.requests(
      {
        requestedBy: ref,
        state: onTheWay,
        sort: '-updatedAt',
        limit,
      },
      { signal },
    ),
  );
  const ownItems = own.data?.items ?? [];
  useChanges({
    concerns: () => true,
    moving: ownItems.some(request => isMoving(request.state)),
    onChange: () => {
      toDecide.refresh();
      own.refresh();
    },
  });
  const error = toDecide.error ?? own.error;
  const known = toDecide.data && own.data;
  const more = (toDecide.data?.total ?? 0) - (toDecide.data?.items.length ?? 0);
  const nothing = toDecide.data?.items.length === 0 && ownItems.length === 0;

  return (
    <Panel
      title="Waits for you"
      headingLevel={2}
      actions={
        more > 0 && (
          <Link href={links.approvals()} standalone>
            {String(more)} more to decide
          </Link>
        )
      }
    >
      {error && !known && (
        <RemoteFailure
          what="What waits for you"
          error={error}
          onRetry={() => {
            toDecide.retry();
            own.retry();
          }}
          headingLevel={3}
        />
      )}
      {!error && !known && (
        <LoadingState label="Looking for what waits for you" rows={2} />
      )}
      {known && (
        <>
          <Group
            title="To decide"
            requests={toDecide.data?.items ?? []}
            links={links}
            withRequester
          />
          <Group title="Yours, on the way" requests={ownItems} links={links} />
          <ShowMore list={own.data} onPress={() => setLimit(mostOfPage)} />
        </>
      )}
      {known && nothing && (
        <EmptyState
          title="Nothing waits for you"
          description="Requests that you may decide show here, and your own until they are done."
          headingLevel={3}
        />
      )}
    </Panel>
  );
}
