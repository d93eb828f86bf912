import styles from './SampleBadge.module.css';

/** Properties of {@link SampleBadge}. */
export type SampleBadgeProps = {
  /** What is made up, for the tooltip; says how to remove it. */
  explanation?: string;
};

/** Marks data that nobody measured, wherever it is shown. */
export function SampleBadge(props: SampleBadgeProps) {
  const { explanation = 'Made-up data that shows how the page looks.' } = props;
  return (
    <span className={styles.badge} title={explanation}>
      Sample data
    </span>
  );
}
