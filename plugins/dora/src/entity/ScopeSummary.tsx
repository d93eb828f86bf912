import { Link } from '@backstage/ui';
import { LoadingState, SampleBadge } from '@slipway/ui';
import { RemoteFailure } from '../data/RemoteFailure';
import { useReport } from '../data/useReport';
import { defaultEnvironment, Filters } from '../filters/filters';
import { useLinks } from '../filters/useLinks';
import { defaultWindow } from '../filters/windows';
import { MetricList } from '../overview/MetricList';
import styles from './entity.module.css';

const defaultFilters: Filters = {
  window: defaultWindow,
  environment: defaultEnvironment,
  compare: 'previous',
};

/** The five metrics of a scope over the last 90 days, with the way to the rest. */
export function ScopeSummary(props: {
  entityRef: string;
  headingLevel?: 2 | 3 | 4;
}) {
  const { entityRef, headingLevel = 4 } = props;
  const links = useLinks({ entityRef });
  const { data, error, retry } = useReport(entityRef, defaultFilters).report;
  if (error && !data) {
    return (
      <RemoteFailure
        what="Delivery metrics"
        error={error}
        onRetry={retry}
        headingLevel={headingLevel}
      />
    );
  }
  if (!data) {
    return (
      <LoadingState label="Loading delivery metrics" rows={5} rowHeight={38} />
    );
  }
  return (
    <div className={styles.summary}>
      <MetricList report={data} links={links} />
      <div className={styles.foot}>
        <Link href={links.scope(entityRef)} variant="body-medium">
          Open delivery
        </Link>
        {data.sample && <SampleBadge />}
      </div>
    </div>
  );
}
