import { Select } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './filterGroup.module.css';

/** What narrows a list down, in a row that folds on a phone. */
export function FilterGroup(props: {
  /** For more than a few filters, whose values are short. */
  dense?: boolean;
  children: ReactNode;
}) {
  const { dense, children } = props;
  return (
    <div
      role="group"
      aria-label="Filters"
      className={styles.filters}
      data-dense={dense}
    >
      {children}
    </div>
  );
}

/** Takes the room that the other filters leave. */
export const wideFilter = styles.wide;

const any = 'any';

/** Choices that are taken in at a glance; more are searched. */
const fewChoices = 12;

/** One filter out of a few values; the first choice is none of them. */
export function FilterSelect(props: {
  label: string;
  /** The words of the first choice: `All teams`. */
  all: string;
  choices: ReadonlyArray<{ id: string; label: string }>;
  /** Undefined for all. */
  value: string | undefined;
  /** '' for all. */
  onChange: (value: string) => void;
}) {
  const { label, all, choices, value, onChange } = props;
  return (
    <Select
      label={label}
      options={[{ id: any, label: all }, ...choices]}
      search={choices.length > fewChoices || undefined}
      value={value ?? any}
      onChange={id => onChange(id === any ? '' : String(id))}
    />
  );
}
