import { Link, Text } from '@backstage/ui';
import { RequestDetail } from '@slipway/plugin-self-service-common';
import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { CountdownText, FactList, Panel, RelativeTime } from '@slipway/ui';
import { Someone } from '../shared/Someone';
import { RequestStateBadge } from '../shared/StateBadges';
import { useLinks } from '../shared/useLinks';

/** How a request stands; of what, by whom and why. */
export function RequestFacts(props: { request: RequestDetail }) {
  const { request } = props;
  const { state, expiresAt, onBehalfOf } = request;
  const links = useLinks();
  return (
    <Panel title="Request" headingLevel={2}>
      <FactList
        facts={[
          { label: 'State', value: <RequestStateBadge request={request} /> },
          {
            label: 'Of',
            value: (
              <Link
                href={links.resource(request.resourceId)}
                standalone
                variant="body-medium"
              >
                {request.resourceName}
              </Link>
            ),
          },
          { label: 'Environment', value: request.environment },
          { label: 'Team', value: <EntityLink entityRef={request.team} /> },
          {
            label: 'Asked by',
            value: (
              <>
                <Someone who={onBehalfOf ?? request.requestedBy} />
                {onBehalfOf && ` through ${request.requestedBy}`}
              </>
            ),
          },
          {
            label: 'Asked',
            value: <RelativeTime instant={request.requestedAt} />,
          },
          ...(expiresAt && state === 'waiting-for-approval'
            ? [
                {
                  label: 'Cancelled without a decision',
                  value: <CountdownText instant={expiresAt} />,
                },
              ]
            : []),
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
