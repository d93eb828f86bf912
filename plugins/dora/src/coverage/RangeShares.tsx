import { Link, Text } from '@backstage/ui';
import { Coverage, DeploymentFilter } from '@slipway/plugin-dora-common';
import { formatCount, formatRatio, seriesColours } from '@slipway/ui';
import { Links } from '../filters/useLinks';
import styles from './coverage.module.css';

type Share = {
  name: string;
  count: number;
  filter: DeploymentFilter;
};

function sharesOf(coverage: Coverage): Share[] {
  return [
    { name: 'Changes known', count: coverage.knownRange, filter: 'known' },
    {
      name: 'Re-deployments, which carry none',
      count: coverage.redeployments,
      filter: 'redeployment',
    },
    {
      name: 'First deployments, with nothing before',
      count: coverage.firstDeployments,
      filter: 'first',
    },
    {
      name: 'Version resolves to no commit',
      count: coverage.unresolved,
      filter: 'unresolved',
    },
    {
      name: 'Service without commit history',
      count: coverage.withoutHistory,
      filter: 'no-history',
    },
  ];
}

/** How much of each deployment's content is known; each share opens its rows. */
export function RangeShares(props: { coverage: Coverage; links: Links }) {
  const { coverage, links } = props;
  const shares = sharesOf(coverage);
  const total = coverage.deployments;
  if (total === 0) {
    return (
      <Text as="p" color="secondary">
        No successful deployment in this window, so there is nothing to cover.
      </Text>
    );
  }
  return (
    <div className={styles.shares}>
      <div className={styles.bar} aria-hidden>
        {shares.map(({ filter, count }, index) => (
          <span
            key={filter}
            style={{ flexGrow: count, background: seriesColours[index] }}
            hidden={count === 0}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        {shares.map(({ name, count, filter }, index) => (
          <li key={filter} hidden={count === 0}>
            <span
              className={styles.swatch}
              style={{ background: seriesColours[index] }}
              aria-hidden
            />
            <span>{name}</span>
            <Link
              href={links.deployments({ filter })}
              variant="body-small"
              className={styles.figure}
              aria-label={`${name}: ${formatCount(count)} of ${formatCount(
                total,
              )} deployments`}
            >
              {formatCount(count)} ({formatRatio(count / total)})
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
