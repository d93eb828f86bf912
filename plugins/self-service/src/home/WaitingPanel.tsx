import { Link, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ContextView,
  isEndState,
  ListPage,
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
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import { useChanges } from '../data/useChanges';
import { mostOfPage, ShowMore } from '../shared/ShowMore';
import { Someone } from '../shared/Someone';
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
            <Someone
              who={request.onBehalfOf ?? request.requestedBy}
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

/** What the person may decide, and what they asked for; one answer of two. */
function useWaiting(person: string) {
  const api = useApi(selfServiceApiRef);
  const [limit, setLimit] = useState(shownOwn);
  const toDecide = useRemote(api, 'requests to decide', signal =>
    api.requests({ waitingForMe: true, limit: shownDecisions }, { signal }),
  );
  const own = useRemote(api, `requests of ${person} ${limit}`, signal =>
    api.requests(
      { requestedBy: person, state: onTheWay, sort: '-updatedAt', limit },
      { signal },
    ),
  );
  useChanges({
    concerns: () => true,
    moving: own.data?.items.some(({ state }) => isMoving(state)) ?? false,
    onChange: () => {
      toDecide.refresh();
      own.refresh();
    },
  });
  return {
    data:
      toDecide.data && own.data
        ? { toDecide: toDecide.data, own: own.data }
        : undefined,
    error: toDecide.error ?? own.error,
    retry: () => {
      toDecide.retry();
      own.retry();
    },
    showAll: () => setLimit(mostOfPage),
  };
}

function Waiting(props: {
  toDecide: readonly RequestSummary[];
  own: ListPage<RequestSummary>;
  onShowAll: () => void;
}) {
  const { toDecide, own, onShowAll } = props;
  const links = useLinks();
  if (toDecide.length === 0 && own.items.length === 0) {
    return (
      <EmptyState
        title="Nothing waits for you"
        description="Requests that you may decide show here, and your own until they are done."
        headingLevel={3}
      />
    );
  }
  return (
    <>
      <Group
        title="To decide"
        requests={toDecide}
        links={links}
        withRequester
      />
      <Group title="Yours, on the way" requests={own.items} links={links} />
      <ShowMore list={own} onPress={onShowAll} />
    </>
  );
}

/** Requests that the person may decide, and their own that are on the way. */
export function WaitingPanel(props: { context: ContextView }) {
  const links = useLinks();
  const waiting = useWaiting(props.context.person.ref);
  const { total = 0, items = [] } = waiting.data?.toDecide ?? {};
  const more = total - items.length;
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
      <Loaded
        remote={waiting}
        what="What waits for you"
        placeholder={
          <LoadingState label="Looking for what waits for you" rows={2} />
        }
        headingLevel={3}
      >
        {({ toDecide, own }) => (
          <Waiting
            toDecide={toDecide.items}
            own={own}
            onShowAll={waiting.showAll}
          />
        )}
      </Loaded>
    </Panel>
  );
}
