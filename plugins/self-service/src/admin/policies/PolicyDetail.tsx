import { Button, Text } from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import { PolicyView } from '@slipway/plugin-self-service-common';
import { CopyButton, formatDay, StatusBadge } from '@slipway/ui';
import { useId } from 'react';
import { saveFile } from '../../shared/saveFile';
import { Someone } from '../../shared/Someone';
import styles from '../admin.module.css';

function Tests(props: { tests: PolicyView['tests'] }) {
  const { tests } = props;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text as="h4" id={id} variant="body-small" color="secondary">
        Tests
      </Text>
      {tests.length === 0 ? (
        <p>It has no tests.</p>
      ) : (
        <ul className={styles.tests}>
          {tests.map(test => (
            <li key={test.name}>
              <StatusBadge tone={test.passed ? 'positive' : 'negative'}>
                {test.passed ? 'Passed' : 'Failed'}
              </StatusBadge>
              <span>
                {test.name}, expects {test.expect}
              </span>
              {test.detail && (
                <span className={styles.note}>{test.detail}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Waivers(props: { waivers: PolicyView['waivers'] }) {
  const { waivers } = props;
  const id = useId();
  if (waivers.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <Text as="h4" id={id} variant="body-small" color="secondary">
        Waivers
      </Text>
      <ul className={styles.tests}>
        {waivers.map(waiver => (
          <li key={`${waiver.match} ${waiver.until}`}>
            <StatusBadge tone={waiver.inForce ? 'warning' : 'ended'}>
              {waiver.inForce ? 'In force' : 'Not in force'}
            </StatusBadge>
            <span>
              until {formatDay(waiver.until)}, by <Someone who={waiver.owner} />
              : “{waiver.reason}”
            </span>
            <code className={styles.note}>{waiver.match}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Yaml(props: { title: string; text: string; fileName: string }) {
  const { title, text, fileName } = props;
  return (
    <details>
      <summary>{title}</summary>
      <div className={styles.form}>
        <pre className={styles.code}>{text}</pre>
        <span className={styles.buttons}>
          <CopyButton text={text} what={title} label="Copy" />
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiDownload2Line />}
            onPress={() => saveFile(text, fileName)}
          >
            Download {fileName}
          </Button>
        </span>
      </div>
    </details>
  );
}

/** One policy: what it says, whether its tests pass, who is let off. */
export function PolicyDetail(props: { policy: PolicyView }) {
  const { policy } = props;
  const { name, description, owner, file, source, admissionPolicy } = policy;
  return (
    <div className={styles.policyBody}>
      <p>{description}</p>
      <p className={styles.note}>
        Owned by <Someone who={owner} />, in {file}
      </p>
      <Tests tests={policy.tests} />
      <Waivers waivers={policy.waivers} />
      <Yaml
        title="Source of the policy"
        text={source}
        fileName={`${name}.yaml`}
      />
      {admissionPolicy ? (
        <Yaml
          title="ValidatingAdmissionPolicy for clusters"
          text={admissionPolicy}
          fileName={`${name}-admission.yaml`}
        />
      ) : (
        <p className={styles.note}>
          A cluster cannot check it by itself: it asks for more than the object.
        </p>
      )}
    </div>
  );
}
