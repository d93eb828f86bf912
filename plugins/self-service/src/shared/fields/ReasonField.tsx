import { TextAreaField } from '@backstage/ui';
import { useId } from 'react';
import { FieldNotes } from './FieldNotes';
import styles from './fields.module.css';

/** Why somebody wants or refuses something. */
export function ReasonField(props: {
  label: string;
  help: string;
  value: string;
  onChange: (reason: string) => void;
  /** What is wrong with it, and the remedy. */
  problem?: string;
  rows?: number;
}) {
  const { label, help, value, onChange, problem, rows } = props;
  const notesId = useId();
  return (
    <div className={styles.field}>
      <TextAreaField
        label={label}
        value={value}
        onChange={onChange}
        rows={rows}
        validationBehavior="aria"
        isInvalid={Boolean(problem)}
        aria-describedby={notesId}
      />
      <FieldNotes
        id={notesId}
        help={help}
        notes={{ problems: problem ? [problem] : [], verdicts: [] }}
      />
    </div>
  );
}
