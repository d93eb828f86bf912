import { Badge, Text } from '@backstage/ui';
import {
  RiArrowGoBackLine,
  RiCloseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import styles from './rows.module.css';

function iconOf(state: string) {
  if (state === 'Failed') return <RiCloseCircleLine aria-hidden />;
  if (state === 'Rollback' || state === 'Rework') {
    return <RiArrowGoBackLine aria-hidden />;
  }
  return state === 'Version not resolved' || state === 'No commit history' ? (
    <RiQuestionLine aria-hidden />
  ) : undefined;
}

/** What became of a deployment: a word each, with a shape for the grave ones. */
export function StateBadges(props: { states: readonly string[] }) {
  if (props.states.length === 0)
    return <Text color="secondary">Succeeded</Text>;
  return (
    <span className={styles.states}>
      {props.states.map(state => (
        <Badge
          key={state}
          icon={iconOf(state)}
          className={state === 'Failed' ? styles.failed : undefined}
        >
          {state}
        </Badge>
      ))}
    </span>
  );
}
