import { Link, Text } from '@backstage/ui';
import { MetricsReport } from '@slipway/plugin-dora-common';
import { formatQuantity, Panel } from '@slipway/ui';
import { Links } from '../filters/useLinks';
import { GapList } from './GapList';
import { RangeShares } from './RangeShares';
import { SourceList } from './SourceList';
import styles from './coverage.module.css';

/** Everything that is known of how complete the numbers are. */
export function CoverageView(props: { report: MetricsReport; links: Links }) {
  const { report, links } = props;
  const { coverage } = report;
  return (
    <div className={styles.page}>
      <Panel
        title="Gaps"
        description="What is missing, and what to do about it"
      >
        <GapList gaps={coverage.gaps} examples={10} links={links} />
      </Panel>
      <Panel
        title="Deployments with known changes"
        description={`${formatQuantity(
          coverage.deployments,
          'deployment',
        )} in this window; lead times stand on those whose changes are known`}
      >
        <RangeShares coverage={coverage} links={links} />
      </Panel>
      {report.scope.kind !== 'service' && (
        <Panel title="Services with data">
          <Text as="p">
            <Link href={links.services()} variant="body-medium">
              {coverage.servicesWithData} of{' '}
              {formatQuantity(coverage.services, 'service')}
            </Link>{' '}
            have deployments in this window.
          </Text>
        </Panel>
      )}
      <Panel
        title="Sources"
        description="Of the whole installation: where deployments come from"
      >
        <SourceList
          sources={coverage.sources}
          timeZone={report.window.timeZone}
        />
      </Panel>
    </div>
  );
}
