import { useApi } from '@backstage/frontend-plugin-api';
import { MetricsReport } from '@slipway/plugin-dora-common';
import { Remote, useRemote } from '@slipway/ui';
import { useEffect } from 'react';
import { doraApiRef } from '../api/DoraApi';
import { Filters, metricsQuery } from '../filters/filters';
import { useToday } from '../filters/useToday';

/** The metrics of a scope under the given filters, and the scope's present day. */
export function useReport(
  entityRef: string | undefined,
  filters: Filters,
): { report: Remote<MetricsReport>; today: string; timeZone: string } {
  const api = useApi(doraApiRef);
  const { today, timeZone, learnZone } = useToday(entityRef);
  const query = { ...metricsQuery(filters, today), entityRef };
  const report = useRemote(api, `metrics ${JSON.stringify(query)}`, signal =>
    api.metrics(query, { signal }),
  );
  const zone = report.data?.window.timeZone;
  useEffect(() => {
    if (zone) learnZone(zone);
  }, [zone, learnZone]);
  return { report, today, timeZone };
}
