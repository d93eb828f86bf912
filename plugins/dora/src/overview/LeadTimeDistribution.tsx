import { LeadTimeBucket, MetricsReport } from '@slipway/plugin-dora-common';
import { BarDistribution, formatDuration, formatQuantity } from '@slipway/ui';
import { Links } from '../filters/useLinks';

/** A bucket's span in words: `under 1 h`, `1 h to 4 h`, `90 d or more`. */
export function bucketName(bucket: Omit<LeadTimeBucket, 'count'>): string {
  const { from, to } = bucket;
  if (to === null) return `${formatDuration(from)} or more`;
  return from === 0
    ? `under ${formatDuration(to)}`
    : `${formatDuration(from)} to ${formatDuration(to)}`;
}

function holds(bucket: LeadTimeBucket, seconds: number | null): boolean {
  return (
    seconds !== null &&
    seconds >= bucket.from &&
    (bucket.to === null || seconds < bucket.to)
  );
}

const clocks = {
  committed: 'the commit',
  authored: 'authoring',
  merged: 'the merge',
};

/** How lead times spread; a bar opens the changes in it. */
export function LeadTimeDistribution(props: {
  report: MetricsReport;
  links: Links;
}) {
  const { report, links } = props;
  const { p50, p75, p90, n, noData } = report.metrics.changeLeadTime;
  const percentiles = Object.entries({ p50, p75, p90 });
  return (
    <BarDistribution
      title="Distribution of lead times"
      description={`${formatQuantity(n, 'change')}, from ${
        clocks[report.leadTimeStart]
      } to the end of the deployment`}
      bucketHeading="Lead time"
      counted="changes"
      emptyText={noData?.message ?? 'No change in this window has a lead time.'}
      buckets={report.leadTimes.map(bucket => ({
        name: bucketName(bucket),
        count: bucket.count,
        href: links.changes({
          leadTimeFrom: bucket.from,
          leadTimeTo: bucket.to ?? undefined,
        }),
        marks: percentiles
          .filter(([, seconds]) => holds(bucket, seconds))
          .map(([name]) => name),
      }))}
    />
  );
}
