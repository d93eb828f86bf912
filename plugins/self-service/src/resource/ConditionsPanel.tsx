import { Condition, ResourceDetail } from '@slipway/plugin-self-service-common';
import { Panel, RelativeTime, StatusTone, Timeline } from '@slipway/ui';
import { Text } from '@backstage/ui';

const tones: Record<Condition['status'], { tone: StatusTone; status: string }> =
  {
    true: { tone: 'positive', status: 'True' },
    false: { tone: 'negative', status: 'False' },
    unknown: { tone: 'neutral', status: 'Unknown' },
  };

/** What the target says of it. */
export function ConditionsPanel(props: { resource: ResourceDetail }) {
  const { conditions, observation } = props.resource;
  if (conditions.length === 0) return null;
  return (
    <Panel
      title="Conditions"
      headingLevel={2}
      description={
        observation.at && (
          <>
            Looked at <RelativeTime instant={observation.at} />
          </>
        )
      }
    >
      <Timeline
        label="Conditions"
        items={conditions.map(({ type, status, reason, message, since }) => ({
          id: type,
          ...tones[status],
          title: `${type}: ${reason}`,
          aside: <RelativeTime instant={since} />,
          children: (
            <Text as="p" variant="body-small" color="secondary">
              {message}
            </Text>
          ),
        }))}
      />
    </Panel>
  );
}
