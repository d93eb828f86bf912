import { Link, Text } from '@backstage/ui';
import { Metric, MetricKey, MetricsReport } from '@slipway/plugin-dora-common';
import { BandBadge, ChangeIndicator } from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { metricNames } from './metricNames';
import { presentChange, presentValue } from './presentMetric';
import styles from './overview.module.css';

type LineProps = {
  name: string;
  metric: Metric;
  href: string;
  bandsHref: string;
  previousDays: number | undefined;
};

/** One line: the metric, its value and verdict, or why there is none. */
function MetricLine(props: LineProps) {
  const { name, metric } = props;
  return (
    <li className={styles.line}>
      <Text color="secondary">{name}</Text>
      {metric.value === null ? (
        <span className={styles.lineMissing}>
          <Text>No data.</Text>{' '}
          <Text variant="body-small" color="secondary">
            {metric.noData?.message}
          </Text>
        </span>
      ) : (
        <MeasuredLine {...props} />
      )}
    </li>
  );
}

function MeasuredLine(props: LineProps) {
  const { metric, href, bandsHref, previousDays } = props;
  const value = presentValue(metric);
  const change = presentChange(metric, previousDays);
  return (
    <>
      <span className={styles.lineValue}>
        <Link href={href} standalone variant="body-medium" weight="bold">
          {value?.text}
        </Link>
        {value?.qualifier && (
          <Text variant="body-small" color="secondary">
            {' '}
            {value.qualifier}
          </Text>
        )}
      </span>
      <span className={styles.lineVerdict}>
        {metric.band && (
          <BandBadge
            band={metric.band}
            note={metric.bandNote}
            href={bandsHref}
          />
        )}
        {change && (
          <span className={styles.lineChange}>
            <ChangeIndicator {...change} />
          </span>
        )}
      </span>
    </>
  );
}

/** The five metrics as a short list, for cards on other pages. */
export function MetricList(props: { report: MetricsReport; links: Links }) {
  const { report, links } = props;
  const keys = Object.keys(metricNames) as MetricKey[];
  return (
    <ul className={styles.list} aria-label="Delivery metrics">
      {keys.map(key => (
        <MetricLine
          key={key}
          name={metricNames[key]}
          metric={report.metrics[key]}
          href={links.scope(report.scope.entityRef ?? undefined)}
          bandsHref={links.definition('bands')}
          previousDays={report.previousWindow?.days}
        />
      ))}
    </ul>
  );
}
