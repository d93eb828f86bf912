import styles from './NotSet.module.css';

/** Says that a fact is missing and where in the entity's file to add it. */
export function NotSet(props: { what?: string; remedy: string }) {
  const { what, remedy } = props;
  return (
    <span className={styles.missing}>
      {what ? `${what} is not set. ` : 'Not set. '}
      Add <code>{remedy}</code>
    </span>
  );
}
