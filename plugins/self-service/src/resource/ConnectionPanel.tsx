import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { CopyButton, Panel } from '@slipway/ui';
import styles from './resource.module.css';

/** How to reach it, each to be copied. */
export function ConnectionPanel(props: { resource: ResourceDetail }) {
  const { connection } = props.resource;
  if (connection.length === 0) return null;
  return (
    <Panel title="Connection" headingLevel={2}>
      <dl className={styles.connection}>
        {connection.map(({ label, value, help }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <span className={styles.copyable}>
                <code>{value}</code>
                <CopyButton text={value} what={label} />
              </span>
              {help && <span className={styles.help}>{help}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
