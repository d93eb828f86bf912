import { CoverageSummary } from '../coverage/CoverageSummary';
import { rowsQuery } from '../filters/filters';
import { Scope } from '../pages/useScope';
import { LeadTimeDistribution } from './LeadTimeDistribution';
import { MetricTiles } from './MetricTiles';
import { NothingDeployed } from './NothingDeployed';
import { OverviewPlaceholder } from './OverviewPlaceholder';
import { RecentDeployments } from './RecentDeployments';
import { ScopeTable } from './ScopeTable';
import { WeeklyCharts } from './WeeklyCharts';
import styles from './overview.module.css';

/**
 * A scope's delivery on one page: the answer in five tiles, what explains it,
 * and the rows behind it.
 */
export function Overview(props: { scope: Scope }) {
  const { entityRef, filters, links, today, timeZone, lineage } = props.scope;
  const report = props.scope.report.data;
  if (!report) return <OverviewPlaceholder />;
  const query = rowsQuery(filters, today);
  const deployed = report.coverage.deployments > 0;
  return (
    <div className={styles.page}>
      {deployed ? (
        <>
          <MetricTiles report={report} links={links} />
          <WeeklyCharts report={report} links={links} />
          <div className={styles.charts}>
            <LeadTimeDistribution report={report} links={links} />
            <CoverageSummary report={report} links={links} />
          </div>
        </>
      ) : (
        <>
          <NothingDeployed scope={props.scope} report={report} />
          <CoverageSummary report={report} links={links} />
        </>
      )}
      {report.scope.kind !== 'service' && lineage && (
        <ScopeTable
          entityRef={entityRef}
          query={query}
          defaultBy={lineage.hasTeams ? 'team' : 'service'}
          links={links}
          timeZone={timeZone}
        />
      )}
      {deployed && (
        <RecentDeployments
          entityRef={entityRef}
          query={query}
          links={links}
          timeZone={timeZone}
        />
      )}
    </div>
  );
}
