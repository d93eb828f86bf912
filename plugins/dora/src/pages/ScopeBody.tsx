import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';
import { FilterBar, MeasureFilter } from '../filters/FilterBar';
import { SampleNote } from './SampleNote';
import { Scope, ScopeView } from './useScope';
import styles from './pages.module.css';

/** Only what makes a difference to the view is offered. */
const shownFilters: Record<ScopeView, readonly MeasureFilter[]> = {
  overview: ['leadTimeStart', 'reportYear', 'compare'],
  deployments: [],
  changes: ['leadTimeStart'],
  coverage: [],
};

/**
 * The filters of a scope and a view below them, which gives way to what went
 * wrong when there are no metrics to show.
 */
export function ScopeBody(props: {
  scope: Scope;
  view: ScopeView;
  children: ReactNode;
}) {
  const { scope, view, children } = props;
  const { filters, setFilters, report, today, timeZone } = scope;
  return (
    <div className={styles.body}>
      <FilterBar
        shown={shownFilters[view]}
        filters={filters}
        setFilters={setFilters}
        report={report.data}
        today={today}
        timeZone={timeZone}
      >
        {/* Here it moves nothing when the answer says that it is needed. */}
        {report.data?.sample && <SampleNote />}
      </FilterBar>
      {report.error && !report.data ? (
        <RemoteFailure
          what="Metrics"
          error={report.error}
          onRetry={report.retry}
          headingLevel={3}
        />
      ) : (
        children
      )}
    </div>
  );
}
