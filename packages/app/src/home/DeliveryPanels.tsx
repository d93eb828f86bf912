import { EntityLink } from '@slipway/plugin-catalog-module-slipway';
import { TeamDeliverySummary } from '@slipway/plugin-dora';
import { EmptyState, LoadingState, Panel } from '@slipway/ui';

/** Someone in more teams than this is better served by the delivery page. */
const shownTeams = 3;

/** How the person's teams deliver, one panel a team. */
export function DeliveryPanels(props: { teamRefs: string[] | undefined }) {
  const { teamRefs } = props;
  if (!teamRefs) {
    return (
      <Panel title="Delivery" headingLevel={2}>
        <LoadingState label="Loading your teams" rows={5} rowHeight={38} />
      </Panel>
    );
  }
  if (teamRefs.length === 0) {
    return (
      <Panel title="Delivery" headingLevel={2}>
        <EmptyState
          headingLevel={3}
          title="You are in no team"
          description="The catalog names no group for you. Ask the platform team to add you to one with spec.memberOf; your team's delivery and services then show here."
        />
      </Panel>
    );
  }
  return (
    <>
      {teamRefs.slice(0, shownTeams).map(groupRef => (
        <Panel
          key={groupRef}
          title="Delivery"
          headingLevel={2}
          description={
            <>
              <EntityLink entityRef={groupRef} />, last 90 days
            </>
          }
        >
          <TeamDeliverySummary groupRef={groupRef} headingLevel={3} />
        </Panel>
      ))}
    </>
  );
}
