import { Text } from '@backstage/ui';
import { CoverageGap } from '@slipway/plugin-dora-common';
import { formatCount } from '@slipway/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { Links } from '../filters/useLinks';
import { EntityLink } from '../rows/EntityLink';
import styles from './coverage.module.css';

/** The API names at most so many. */
const namedByApi = 10;

/** Some of what a gap is about; a service opens its own page. */
function Examples(props: { gap: CoverageGap; most: number; links: Links }) {
  const { gap, most, links } = props;
  const hidden = gap.examples.length - most;
  const more =
    gap.examples.length < namedByApi ? `and ${hidden} more` : 'and more';
  if (gap.examples.length === 0) return null;
  return (
    <ul className={styles.examples}>
      {gap.examples.slice(0, most).map(example => (
        <li key={example}>
          {/^(component|group):\S+$/.test(example) ? (
            <EntityLink entityRef={example} links={links} />
          ) : (
            example
          )}
        </li>
      ))}
      {hidden > 0 && <li>{more}</li>}
    </ul>
  );
}

/** What is missing, an example or two, and what to do about it. */
export function GapList(props: {
  gaps: readonly CoverageGap[];
  /** How many names of each gap to give. */
  examples: number;
  links: Links;
}) {
  const { gaps, examples, links } = props;
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
            <Examples gap={gap} most={examples} links={links} />
          </div>
        </li>
      ))}
    </ul>
  );
}
