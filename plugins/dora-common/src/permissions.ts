import { createPermission } from '@backstage/plugin-permission-common';

/** Read metrics, the rows behind them and the state of sources. */
export const doraMetricsReadPermission = createPermission({
  name: 'dora.metrics.read',
  attributes: { action: 'read' },
});

/** Send deliveries and histories to the public ingest. */
export const doraIngestPermission = createPermission({
  name: 'dora.ingest',
  attributes: { action: 'create' },
});

/** Start the import of a configured source. */
export const doraSourceRunPermission = createPermission({
  name: 'dora.source.run',
  attributes: { action: 'update' },
});

/** Remove the sample data. */
export const doraSampleClearPermission = createPermission({
  name: 'dora.sample.clear',
  attributes: { action: 'delete' },
});

export const doraPermissions = [
  doraMetricsReadPermission,
  doraIngestPermission,
  doraSourceRunPermission,
  doraSampleClearPermission,
];
