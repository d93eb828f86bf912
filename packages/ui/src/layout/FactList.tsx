import { ReactNode } from 'react';
import styles from './FactList.module.css';

/** One thing that is known. */
export type Fact = { label: string; value: ReactNode };

/** Names with their values, as many beside each other as find room. */
export function FactList(props: {
  facts: readonly Fact[];
  /** One below the other with the names in a column of their own. */
  stacked?: boolean;
}) {
  const { facts, stacked } = props;
  return (
    <dl className={stacked ? styles.stacked : styles.grid}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
