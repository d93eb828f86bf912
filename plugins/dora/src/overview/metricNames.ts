import { MetricKey } from '@slipway/plugin-dora-common';

/** The metrics in the order in which they are shown, with their names. */
export const metricNames: Record<MetricKey, string> = {
  deploymentFrequency: 'Deployment frequency',
  changeLeadTime: 'Change lead time',
  changeFailRate: 'Change fail rate',
  failedDeploymentRecoveryTime: 'Failed deployment recovery time',
  deploymentReworkRate: 'Deployment rework rate',
};
