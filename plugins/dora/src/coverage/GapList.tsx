import { Text } from '@backstage/ui';
import { CoverageGap } from '@slipway/plugin-dora-common';
import { formatCount } from '@slipway/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import styles from './coverage.module.css';

/** What is missing, an example or two, and what to do about it. */
export function GapList(props: {
  gaps: readonly CoverageGap[];
  /** How many names of each gap to give. */
  examples: number;
}) {
  const { gaps, examples } = props;
  if (gaps.length === 0) {
    return (
      <Text as="p" color="secondary">
        No gaps are known: services in production send deployments, and their
        versions are known.
      </Text>
    );
  }
  return (
    <ul className={styles.gaps}>
      {gaps.map(gap => (
        <li key={`${gap.kind} ${gap.message}`}>
          <RiErrorWarningLine
            size={16}
            aria-hidden
            className={styles.warning}
          />
          <div className={styles.gap}>
            <Text as="p" weight="bold">
              {gap.message}: {formatCount(gap.count)}
            </Text>
            <Text as="p" color="secondary">
              {gap.remedy}
            </Text>
            {gap.examples.length > 0 && (
              <Text as="p" variant="body-small" className={styles.examples}>
                {gap.examples.slice(0, examples).join(', ')}
                {gap.count > Math.min(examples, gap.examples.length) &&
                  `, and ${
                    gap.count - Math.min(examples, gap.examples.length)
                  } more`}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
