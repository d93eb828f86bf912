import { Failure } from '@slipway/plugin-self-service-common';
import { FactList, Panel, RelativeTime, StatusBadge } from '@slipway/ui';
import { ReactNode } from 'react';

/** Which step failed, why, and what to do; with the buttons that do it. */
export function FailureCard(props: { failure: Failure; children?: ReactNode }) {
  const { step, cause, remedy, at } = props.failure;
  return (
    <Panel
      title="It stopped"
      headingLevel={2}
      description={<RelativeTime instant={at} />}
      actions={<StatusBadge tone="negative">Failed</StatusBadge>}
    >
      <FactList
        facts={[
          { label: 'Step', value: step },
          { label: 'Cause', value: cause },
          { label: 'What you can do', value: remedy },
        ]}
      />
      {props.children}
    </Panel>
  );
}
