import { Button } from '@backstage/ui';
import { FormEvent, useId, useState } from 'react';
import styles from './filters.module.css';
import { plusDays } from './windows';

const mostDays = 1100;

/** Why two days make no window, with the remedy. */
function problemOf(first: string, last: string): string | undefined {
  if (!first || !last) return 'Give a first and a last day.';
  if (first > last) return 'The first day must not be after the last.';
  if (plusDays(first, mostDays) <= last) {
    return `A window has at most ${mostDays} days; choose a later first day.`;
  }
  return undefined;
}

function DateField(props: {
  label: string;
  value: string;
  onChange: (day: string) => void;
  /** Id of the text that says what is wrong. */
  problemId: string | undefined;
}) {
  const { label, value, onChange, problemId } = props;
  const id = useId();
  return (
    <div className={styles.date}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={problemId ? true : undefined}
        aria-describedby={problemId}
      />
    </div>
  );
}

/** Two days of one's own, both within the window. */
export function CustomWindow(props: {
  days: { first: string; last: string };
  /** Edges as the API has them: `to` is the day after the last. */
  onChoose: (window: { from: string; to: string }) => void;
}) {
  const { days, onChoose } = props;
  const [first, setFirst] = useState(days.first);
  const [last, setLast] = useState(days.last);
  const id = useId();
  const problem = problemOf(first, last);
  const problemId = problem && id;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) onChoose({ from: first, to: plusDays(last, 1) });
  };
  return (
    <form className={styles.dates} onSubmit={submit}>
      <DateField
        label="First day"
        value={first}
        onChange={setFirst}
        problemId={problemId}
      />
      <DateField
        label="Last day"
        value={last}
        onChange={setLast}
        problemId={problemId}
      />
      <Button type="submit" variant="secondary" isDisabled={Boolean(problem)}>
        Show dates
      </Button>
      {problem && (
        <p id={id} className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  );
}
