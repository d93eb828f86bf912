import { ButtonLink, Link, Text } from '@backstage/ui';
import { MetricsReport } from '@slipway/plugin-dora-common';
import { formatCount, Panel, RelativeTime } from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { GapList } from './GapList';
import { RangeShares } from './RangeShares';
import styles from './coverage.module.css';

const shownGaps = 2;

/** How many services send deployments, and when the last source was heard. */
function Freshness(props: { report: MetricsReport; links: Links }) {
  const { report, links } = props;
  const { coverage } = report;
  const heard = coverage.sources
    .map(source => source.lastHeardAt)
    .filter(instant => instant !== null)
    .sort()
    .pop();
  return (
    <Text as="p" variant="body-small" color="secondary">
      {report.scope.kind !== 'service' && (
        <>
          <Link href={links.services()} variant="body-small">
            {formatCount(coverage.servicesWithData)} of{' '}
            {formatCount(coverage.services)} services
          </Link>{' '}
          have deployments in this window.{' '}
        </>
      )}
      {heard ? (
        <>
          Last heard of a source{' '}
          <RelativeTime instant={heard} timeZone={report.window.timeZone} />.
        </>
      ) : (
        'No source has been heard yet.'
      )}
    </Text>
  );
}

/** How far the numbers of a page can be trusted, in short. */
export function CoverageSummary(props: {
  report: MetricsReport;
  links: Links;
}) {
  const { report, links } = props;
  const { coverage } = report;
  const hidden = coverage.gaps.length - shownGaps;
  return (
    <Panel
      title="Coverage"
      description="What the numbers stand on"
      actions={
        <ButtonLink href={links.coverage()} variant="secondary">
          {hidden > 0 ? `All ${coverage.gaps.length} gaps` : 'Details'}
        </ButtonLink>
      }
    >
      <RangeShares coverage={coverage} links={links} />
      <Freshness report={report} links={links} />
      <div className={styles.summaryGaps}>
        <GapList
          gaps={coverage.gaps.slice(0, shownGaps)}
          examples={3}
          links={links}
        />
      </div>
    </Panel>
  );
}
