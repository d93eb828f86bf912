import { DeliveryReceipt, HistoryReceipt } from '@slipway/plugin-dora-common';
import { DoraSink, UnresolvedDeployment } from '@slipway/plugin-dora-node';
import { PortalClient } from './PortalClient';

/** Sends what a source reads to a portal's public ingest. */
export function portalSink(client: PortalClient): DoraSink {
  const pathOf = (source: string, what: string) =>
    `/sources/${encodeURIComponent(source)}/${what}`;
  return {
    deliver: batch =>
      client.send<DeliveryReceipt>(
        'POST',
        '/deliveries',
        ['accepted', 'duplicates'],
        batch,
      ),
    recordHistory: batch =>
      client.send<HistoryReceipt>(
        'POST',
        '/histories',
        ['added', 'known'],
        batch,
      ),
    async listUnresolved({ source, offset, limit }) {
      const page = await client.get<{ items: UnresolvedDeployment[] }>(
        pathOf(source, 'unresolved'),
        ['items'],
        { offset, limit },
      );
      return page.items;
    },
    async readCursor(source) {
      const kept = await client.get<{
        cursor: Record<string, unknown> | null;
      }>(pathOf(source, 'cursor'), ['cursor']);
      return kept.cursor ?? undefined;
    },
    async saveCursor(source, cursor) {
      await client.send('PUT', pathOf(source, 'cursor'), [], { cursor });
    },
  };
}
