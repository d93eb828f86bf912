import styles from './MetricValue.module.css';

/** A value whose digits stand out from its units: **14** h **2** min. */
export function MetricValue(props: { text: string }) {
  const parts = props.text.split(/([\d.,<>−]+(?:\u00a0?%)?)/).filter(Boolean);
  return (
    <span className={styles.value}>
      {parts.map((part, index) => (
        <span
          key={index}
          className={/\d/.test(part) ? styles.digits : styles.unit}
        >
          {part}
        </span>
      ))}
    </span>
  );
}
