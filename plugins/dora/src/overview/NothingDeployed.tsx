import { Button } from '@backstage/ui';
import { MetricsReport } from '@slipway/plugin-dora-common';
import { EmptyState } from '@slipway/ui';
import { Scope } from '../pages/useScope';

const longestDays = 365;

/**
 * Takes the place of tiles and charts that would all say the same: there is no
 * data, why, and what to try next.
 */
export function NothingDeployed(props: {
  scope: Scope;
  report: MetricsReport;
}) {
  const { scope, report } = props;
  const { noData } = report.metrics.deploymentFrequency;
  return (
    <EmptyState
      title={`No data: ${
        noData?.reason === 'no-services'
          ? 'nothing here is deployed'
          : `no successful ${report.environment} deployment in this window`
      }`}
      description={noData?.remedy}
      headingLevel={3}
      action={
        report.window.days < longestDays &&
        noData?.reason !== 'no-services' && (
          <Button
            variant="primary"
            onPress={() =>
              scope.setFilters({ window: { kind: 'rolling', id: '365d' } })
            }
          >
            Show the last {longestDays} days
          </Button>
        )
      }
    />
  );
}
