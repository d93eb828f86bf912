import { MetricsReport } from '@slipway/plugin-dora-common';
import { Remote } from '@slipway/ui';
import { Lineage, useLineage } from '../data/useLineage';
import { useReport } from '../data/useReport';
import { Filters } from '../filters/filters';
import { useFilters } from '../filters/useFilters';
import { Links, useLinks } from '../filters/useLinks';

/** The views of a scope. */
export type ScopeView = 'overview' | 'deployments' | 'changes' | 'coverage';

/** Everything a page about a scope is made of. */
export type Scope = {
  /** undefined for the whole organisation. */
  entityRef: string | undefined;
  filters: Filters;
  setFilters: (change: Partial<Filters>) => void;
  links: Links;
  report: Remote<MetricsReport>;
  /** The present day in the scope's time zone, `YYYY-MM-DD`. */
  today: string;
  timeZone: string;
  /** undefined while it loads. */
  lineage: Lineage | undefined;
};

/** Reads the filters of the address and loads what a scope's pages share. */
export function useScope(entityRef: string | undefined): Scope {
  const { filters, setFilters } = useFilters();
  const links = useLinks({ filters, entityRef });
  const { report, today, timeZone } = useReport(entityRef, filters);
  const { lineage } = useLineage(entityRef);
  return {
    entityRef,
    filters,
    setFilters,
    links,
    report,
    today,
    timeZone: report.data?.window.timeZone ?? timeZone,
    lineage,
  };
}
