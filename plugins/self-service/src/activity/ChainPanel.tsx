import { Button, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { AuditCheck } from '@slipway/plugin-self-service-common';
import { CopyButton, formatQuantity, Panel, StatusBadge } from '@slipway/ui';
import { useState } from 'react';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { messageOf } from '../data/RemoteFailure';
import { shortHash } from '../shared/actionWords';
import { useSend } from '../shared/useSend';
import sharedStyles from '../shared/shared.module.css';
import styles from './activity.module.css';

function Outcome(props: { check: AuditCheck }) {
  const { intact, records, broken, anchor, head } = props.check;
  return (
    <div className={styles.outcome}>
      <StatusBadge tone={intact ? 'positive' : 'negative'}>
        {intact ? `Intact: ${formatQuantity(records, 'record')}` : 'Not intact'}
      </StatusBadge>
      {broken && (
        <span>
          Record {String(broken.sequence)}: {broken.message}
        </span>
      )}
      {anchor && (
        <span>
          The retention removed what was before; the chain is held by record{' '}
          {String(anchor.sequence)}.
        </span>
      )}
      {head && (
        <span className={sharedStyles.hash}>
          Newest is record {String(head.sequence)},{' '}
          <code className={sharedStyles.mono} title={head.hash}>
            {shortHash(head.hash)}
          </code>
          <CopyButton text={head.hash} what="the hash of the newest record" />
        </span>
      )}
      {head && (
        <Text as="p" variant="body-small" color="secondary">
          Note the newest hash somewhere else: it shows later on that nobody has
          written the whole chain anew.
        </Text>
      )}
    </div>
  );
}

/** Reads the whole audit and says whether a record was changed or is missing. */
export function ChainPanel() {
  const api = useApi(selfServiceApiRef);
  const [check, setCheck] = useState<AuditCheck>();
  const { run, pending, failure } = useSend();
  return (
    <Panel
      title="Chain of records"
      headingLevel={2}
      description="Each record holds the hash of the one before, so a change or a gap shows"
      actions={
        <Button
          variant="secondary"
          onPress={() => run(async () => setCheck(await api.checkAudit()))}
          isPending={pending}
        >
          {check ? 'Check again' : 'Check the chain'}
        </Button>
      }
    >
      <div role="status">
        {check && <Outcome check={check} />}
        {failure && (
          <Text as="p" variant="body-medium" color="danger">
            The chain could not be checked: {messageOf(failure)}
          </Text>
        )}
      </div>
    </Panel>
  );
}
