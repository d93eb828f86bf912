import { Verdict } from '@slipway/plugin-self-service-common';
import { StatusIcon } from '@slipway/ui';
import { verdictWords } from '../VerdictList';
import styles from './fields.module.css';

/** What is said beside a field: rules that it breaks, and what policies say. */
export type Notes = { problems: string[]; verdicts: Verdict[] };

/** Whether a field cannot stay as it is. */
export function standsInTheWay({ problems, verdicts }: Notes): boolean {
  return (
    problems.length > 0 || verdicts.some(({ severity }) => severity === 'deny')
  );
}

/**
 * Below a field: what helps to fill it in, then each rule that it breaks with
 * what to do about it. The field is described by `id`.
 */
export function FieldNotes(props: { id: string; help: string; notes: Notes }) {
  const { id, help, notes } = props;
  return (
    <div id={id} className={styles.notes}>
      {help && <p className={styles.note}>{help}</p>}
      <Said notes={notes} />
    </div>
  );
}

function Said(props: { notes: Notes }) {
  const { problems, verdicts } = props.notes;
  return (
    // There from the start, so that what appears in it is read out.
    <div aria-live="polite">
      {problems.map(problem => (
        <p key={problem} className={styles.problem}>
          <StatusIcon tone="negative" />
          <span>{problem}</span>
        </p>
      ))}
      {verdicts.map(verdict => {
        const { word, tone } = verdictWords(verdict);
        return (
          <p
            key={verdict.policy}
            className={tone === 'negative' ? styles.problem : styles.note}
          >
            <StatusIcon tone={tone} />
            <span>
              {word}: {verdict.message}
            </span>
          </p>
        );
      })}
    </div>
  );
}
