import { Link, Text } from '@backstage/ui';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import {
  CountdownText,
  Fact,
  FactList,
  Panel,
  RelativeTime,
} from '@slipway/ui';
import { Someone } from '../shared/Someone';
import { RequestStateBadge } from '../shared/StateBadges';
import { useLinks } from '../shared/useLinks';

function AskedBy(props: { request: RequestDetail }) {
  const { onBehalfOf, requestedBy } = props.request;
  return (
    <>
      <Someone who={onBehalfOf ?? requestedBy} />
      {onBehalfOf && ` through ${requestedBy}`}
    </>
  );
}

/** Until when somebody can decide; afterwards it does not matter any more. */
function expiryOf({ state, expiresAt }: RequestDetail): Fact[] {
  if (!expiresAt || state !== 'waiting-for-approval') return [];
  return [
    {
      label: 'Cancelled without a decision',
      value: <CountdownText instant={expiresAt} />,
    },
  ];
}

/** How a request stands; of what, by whom and why. */
export function RequestFacts(props: { request: RequestDetail }) {
  const { request } = props;
  const links = useLinks();
  const name = (
    <Link
      href={links.resource(request.resourceId)}
      standalone
      variant="body-medium"
    >
      {request.resourceName}
    </Link>
  );
  return (
    <Panel title="Request" headingLevel={2}>
      <FactList
        facts={[
          { label: 'State', value: <RequestStateBadge request={request} /> },
          { label: 'Of', value: name },
          { label: 'Environment', value: request.environment },
          { label: 'Team', value: <EntityLink entityRef={request.team} /> },
          { label: 'Asked by', value: <AskedBy request={request} /> },
          {
            label: 'Asked',
            value: <RelativeTime instant={request.requestedAt} />,
          },
          ...expiryOf(request),
        ]}
      />
      {request.reason && (
        <Text as="p" variant="body-medium">
          “{request.reason}”
        </Text>
      )}
    </Panel>
  );
}
