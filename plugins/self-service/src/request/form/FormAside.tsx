import { FactList, Panel } from '@slipway/ui';
import { ApprovalPanel } from '../../shared/ApprovalText';
import { CostPanel } from '../../shared/CostPanel';
import { QuotaPanel } from '../../shared/QuotaPanel';
import { PreviewState } from '../../shared/usePreview';
import styles from '../../shared/shared.module.css';
import formStyles from './form.module.css';

/** What the form comes to: names, cost, quota, and who has to approve. */
export function FormAside(props: { state: PreviewState }) {
  const { preview, pending } = props.state;
  const derived = preview?.derived ?? [];
  // Without a plan the fields are not right yet, and nothing follows from them.
  const known = preview?.plan;
  return (
    <aside
      aria-label="What it comes to"
      aria-busy={pending}
      className={`${styles.aside} ${styles.sticky}`}
    >
      {derived.length > 0 && (
        <Panel title="Names" headingLevel={2}>
          <div className={formStyles.derived}>
            <FactList facts={derived} />
          </div>
        </Panel>
      )}
      <CostPanel cost={preview?.cost ?? null} before={preview?.costBefore} />
      <QuotaPanel quota={known ? preview.quota : null} headingLevel={2} />
      {known && <ApprovalPanel approval={preview.approval} />}
    </aside>
  );
}
