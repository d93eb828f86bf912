import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
} from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { PolicyView, Severity } from '@slipway/plugin-self-service-common';
import {
  EmptyState,
  formatQuantity,
  LoadingState,
  Panel,
  StatusBadge,
} from '@slipway/ui';
import { Loaded } from '../../data/Loaded';
import { saveFile } from '../../shared/saveFile';
import { useAnswer } from '../useAnswer';
import { PolicyDetail } from './PolicyDetail';
import styles from '../admin.module.css';

/** What happens where it does not hold. */
const severityWords: Record<Severity, string> = {
  deny: 'Refuses',
  approval: 'Asks for approval',
  warn: 'Warns',
};

function TestSummary(props: { tests: PolicyView['tests'] }) {
  const { tests } = props;
  const passed = tests.filter(test => test.passed).length;
  if (tests.length === 0) {
    return <StatusBadge tone="neutral">No tests</StatusBadge>;
  }
  return passed === tests.length ? (
    <StatusBadge tone="positive">
      {formatQuantity(passed, 'test')} passed
    </StatusBadge>
  ) : (
    <StatusBadge tone="negative">
      {String(tests.length - passed)} of {formatQuantity(tests.length, 'test')}{' '}
      failed
    </StatusBadge>
  );
}

function Policy(props: { policy: PolicyView }) {
  const { policy } = props;
  const waived = policy.waivers.filter(({ inForce }) => inForce).length;
  return (
    <Accordion>
      <AccordionTrigger>
        <span className={styles.policyHead}>
          <span className={styles.policyTitle}>
            {policy.title}{' '}
            {waived > 0 && (
              <span className={styles.note}>
                {formatQuantity(waived, 'waiver')} in force
              </span>
            )}
          </span>{' '}
          <span>{severityWords[policy.severity]}</span>{' '}
          <TestSummary tests={policy.tests} />
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <PolicyDetail policy={policy} />
      </AccordionPanel>
    </Accordion>
  );
}

function Policies(props: { policies: readonly PolicyView[] }) {
  const { policies } = props;
  if (policies.length === 0) {
    return (
      <EmptyState
        title="There are no policies"
        description="Policies are files of CEL rules; selfService.policies of the settings names their folder."
        headingLevel={3}
      />
    );
  }
  return (
    <div className={styles.policies}>
      {policies.map(policy => (
        <Policy key={policy.name} policy={policy} />
      ))}
    </div>
  );
}

/** All that a cluster can check by itself, as one file to apply. */
function DownloadAll(props: { policies: readonly PolicyView[] }) {
  const parts = props.policies.flatMap(
    ({ admissionPolicy }) => admissionPolicy?.trim() ?? [],
  );
  if (parts.length === 0) return null;
  return (
    <Button
      variant="secondary"
      iconStart={<RiDownload2Line />}
      onPress={() =>
        saveFile(`${parts.join('\n---\n')}\n`, 'admission-policies.yaml')
      }
    >
      Download{' '}
      {formatQuantity(parts.length, 'admission policy', {
        plural: 'admission policies',
      })}
    </Button>
  );
}

/** The rules that requests are held to, with their tests and waivers. */
export function PoliciesTab() {
  const answer = useAnswer('policies');
  const { data } = answer;
  return (
    <Panel
      title="Policies"
      headingLevel={2}
      description={
        data &&
        `${formatQuantity(data.length, 'policy', {
          plural: 'policies',
        })}, the same in the form, in the API and on the command line`
      }
      actions={data && <DownloadAll policies={data} />}
    >
      <Loaded
        remote={answer}
        what="Policies"
        placeholder={
          <LoadingState label="Loading policies" rows={8} rowHeight={44} />
        }
        headingLevel={3}
      >
        {policies => <Policies policies={policies} />}
      </Loaded>
    </Panel>
  );
}
