import { Alert, Text } from '@backstage/ui';
import { ApprovalText } from '../shared/ApprovalText';
import { costChange, costText } from '../shared/CostText';
import { QuotaPanel } from '../shared/QuotaPanel';
import { WhatWillHappen } from '../shared/WhatWillHappen';
import { problemText } from '../shared/fields/notesOf';
import { ActionForm } from './useActionForm';
import { ResourceAction } from './useActions';
import styles from './resource.module.css';

function Cost(props: { form: ActionForm }) {
  const { cost, costBefore } = props.form.preview.preview ?? {};
  if (!cost) return null;
  const change = costChange(cost, costBefore);
  return (
    <Text as="p" variant="body-medium">
      Cost per month: {costText(cost)}
      {change && ` (${change})`}
    </Text>
  );
}

/** What an action would do and cost, what it takes of quotas, who approves. */
export function ActionOutcome(props: {
  action: ResourceAction;
  form: ActionForm;
}) {
  const { action, form } = props;
  const { preview } = form.preview;
  const changes = preview?.plan?.items.some(
    ({ operation }) => operation !== 'none',
  );
  const reasons = (preview?.problems ?? []).map(problem =>
    problemText({ problem, fields: action.fields, inputs: form.inputs }),
  );
  return (
    <div className={styles.dialog}>
      {(changes || form.preview.error) && (
        <WhatWillHappen state={form.preview} headingLevel={3} />
      )}
      <Cost form={form} />
      {preview && preview.quota.length > 0 && (
        <QuotaPanel quota={preview.quota} headingLevel={3} />
      )}
      {preview?.approval && <ApprovalText approval={preview.approval} />}
      {form.refused && !form.failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="It cannot be done as it stands"
          description={reasons.join(' ')}
        />
      )}
    </div>
  );
}
