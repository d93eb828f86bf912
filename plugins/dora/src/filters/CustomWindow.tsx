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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) onChoose({ from: first, to: plusDays(last, 1) });
  };
  const describe = {
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': problem ? `${id}-problem` : undefined,
  };
  return (
    <form className={styles.dates} onSubmit={submit}>
      <div className={styles.date}>
        <label htmlFor={`${id}-first`}>First day</label>
        <input
          {...describe}
          id={`${id}-first`}
          type="date"
          value={first}
          onChange={event => setFirst(event.target.value)}
        />
      </div>
      <div className={styles.date}>
        <label htmlFor={`${id}-last`}>Last day</label>
        <input
          {...describe}
          id={`${id}-last`}
          type="date"
          value={last}
          onChange={event => setLast(event.target.value)}
        />
      </div>
      <Button type="submit" variant="secondary" isDisabled={Boolean(problem)}>
        Show dates
      </Button>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  );
}
