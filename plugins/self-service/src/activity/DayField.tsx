import { useId } from 'react';
import styles from './activity.module.css';

/** A day, as the browser lets one choose it. */
export function DayField(props: {
  label: string;
  /** `2026-03-02`; undefined for none. */
  value: string | undefined;
  /** '' for none. */
  onChange: (day: string) => void;
}) {
  const { label, value, onChange } = props;
  const id = useId();
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  );
}
