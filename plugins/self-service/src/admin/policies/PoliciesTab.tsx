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
import { RemoteFailure } from '../../data/RemoteFailure';
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
  const { data, error, retry } = useAnswer('policies');
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
      {error && !data && (
        <RemoteFailure
          what="Policies"
          error={error}
          onRetry={retry}
          headingLevel={3}
        />
      )}
      {!error && !data && (
        <LoadingState label="Loading policies" rows={8} rowHeight={44} />
      )}
      {data?.length === 0 && (
        <EmptyState
          title="There are no policies"
          description="Policies are files of CEL rules; selfService.policies of the settings names their folder."
          headingLevel={3}
        />
      )}
      {data && data.length > 0 && (
        <div className={styles.policies}>
          {data.map(policy => (
            <Policy key={policy.name} policy={policy} />
          ))}
        </div>
      )}
    </Panel>
  );
}
