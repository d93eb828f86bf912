import { ReactNode } from 'react';
import { RemoteFailure } from '../data/RemoteFailure';
import { FilterBar } from '../filters/FilterBar';
import { SampleNote } from './SampleNote';
import { Scope } from './useScope';
import styles from './pages.module.css';

/**
 * The filters of a scope and a view below them, which gives way to what went
 * wrong when there are no metrics to show.
 */
export function ScopeBody(props: { scope: Scope; children: ReactNode }) {
  const { scope, children } = props;
  const { filters, setFilters, report, today, timeZone } = scope;
  return (
    <div className={styles.body}>
      <FilterBar
        filters={filters}
        setFilters={setFilters}
        report={report.data}
        today={today}
        timeZone={timeZone}
      />
      {report.data?.sample && <SampleNote />}
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
