import { Text } from '@backstage/ui';
import { ApprovalNeed } from '@slipway/plugin-self-service-common';
import { EntityLinks } from '@slipway/plugin-catalog-module-slipway';
import { Panel } from '@slipway/ui';
import styles from './shared.module.css';

function rolesOf({ approvers }: ApprovalNeed): string {
  const roles = [
    ...(approvers.leads ? ['a lead of the team'] : []),
    ...approvers.groups.map(
      group => `a member of ${group.replace(/^group:default\//, '')}`,
    ),
  ];
  return roles.length > 0 ? roles.join(' or ') : 'nobody who could be found';
}

/** Who has to approve and why; that nobody has to when it is so. */
export function ApprovalText(props: { approval: ApprovalNeed | null }) {
  const { approval } = props;
  if (!approval) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        Nobody has to approve: it starts at once.
      </Text>
    );
  }
  return (
    <div className={styles.approval}>
      <p>Needs the approval of {rolesOf(approval)}.</p>
      {approval.reasons.length > 0 && (
        <ul className={styles.notes}>
          {approval.reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p>
        {approval.people.length > 0 ? (
          <>
            Can decide now: <EntityLinks entityRefs={approval.people} />
          </>
        ) : (
          'The catalog knows nobody who could decide now: ask the platform team.'
        )}
      </p>
      {approval.separationOfDuty && (
        <p className={styles.quiet}>Who asks cannot approve it.</p>
      )}
    </div>
  );
}

/** {@link ApprovalText} in a frame of its own. */
export function ApprovalPanel(props: { approval: ApprovalNeed | null }) {
  return (
    <Panel title="Approval" headingLevel={2}>
      <ApprovalText approval={props.approval} />
    </Panel>
  );
}
