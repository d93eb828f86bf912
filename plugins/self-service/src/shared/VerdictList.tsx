import { Button, Text } from '@backstage/ui';
import { Verdict } from '@slipway/plugin-self-service-common';
import { formatDay, StatusBadge, StatusTone } from '@slipway/ui';
import { useState } from 'react';
import styles from './shared.module.css';
import { Someone } from './Someone';

/** What a verdict comes to for who asks. */
export function verdictWords(verdict: Verdict): {
  word: string;
  tone: StatusTone;
} {
  switch (verdict.result) {
    case 'pass':
      return { word: 'Passes', tone: 'positive' };
    case 'waived':
      return { word: 'Waived', tone: 'ended' };
    case 'error':
      return { word: 'Could not be judged', tone: 'negative' };
    default:
      break;
  }
  const failed = {
    deny: { word: 'Refused', tone: 'negative' },
    approval: { word: 'Needs approval', tone: 'waiting' },
    warn: { word: 'Warning', tone: 'warning' },
  } as const;
  return failed[verdict.severity];
}

const ranks = ['error', 'fail', 'waived', 'pass'];
const weights = ['deny', 'approval', 'warn'];

const rankOf = (verdict: Verdict) =>
  ranks.indexOf(verdict.result) * weights.length +
  weights.indexOf(verdict.severity);

/** What stands in the way first. */
function byGravity(verdicts: readonly Verdict[]): Verdict[] {
  return [...verdicts].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.title.localeCompare(b.title),
  );
}

function Row(props: { verdict: Verdict }) {
  const { verdict } = props;
  const { word, tone } = verdictWords(verdict);
  return (
    <li className={styles.verdict}>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      <div>
        <span title={verdict.policy}>{verdict.title}</span>
        {verdict.message && (
          <Text as="p" variant="body-small" color="secondary">
            {verdict.message}
          </Text>
        )}
        {verdict.waiver && (
          <Text
            as="p"
            variant="body-small"
            color="secondary"
            className={styles.smallLinks}
          >
            Waived until {formatDay(verdict.waiver.until)} by{' '}
            <Someone who={verdict.waiver.owner} />: {verdict.waiver.reason}
          </Text>
        )}
      </div>
    </li>
  );
}

/** What each policy says; those that pass are one press away. */
export function VerdictList(props: { verdicts: readonly Verdict[] }) {
  const [all, setAll] = useState(false);
  const sorted = byGravity(props.verdicts);
  const passing = sorted.filter(verdict => verdict.result === 'pass');
  const shown = all
    ? sorted
    : sorted.filter(verdict => verdict.result !== 'pass');
  if (sorted.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        No policy applies.
      </Text>
    );
  }
  return (
    <div className={styles.verdicts}>
      {shown.length > 0 && (
        <ul className={styles.plainList}>
          {shown.map(verdict => (
            <Row key={verdict.policy} verdict={verdict} />
          ))}
        </ul>
      )}
      {shown.length === 0 && (
        <StatusBadge tone="positive">
          {sorted.length === 1
            ? 'The one policy that applies passes'
            : `All ${sorted.length} policies pass`}
        </StatusBadge>
      )}
      {passing.length > 0 && (
        <div className={styles.passing}>
          <Button
            variant="tertiary"
            size="small"
            aria-expanded={all}
            onPress={() => setAll(!all)}
          >
            {all
              ? 'Hide those that pass'
              : `Show ${passing.length} that ${
                  passing.length === 1 ? 'passes' : 'pass'
                }`}
          </Button>
        </div>
      )}
    </div>
  );
}
