import { useApi } from '@backstage/frontend-plugin-api';
import { visitsApiRef } from '@backstage/plugin-home';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { RiPagesLine, RiPulseLine } from '@remixicon/react';
import { LoadFailure } from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState, Panel, RelativeTime } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { KindIcon } from '../search/KindIcon';
import styles from './HomePage.module.css';
import { nameVisits, VisitLabel } from './visitLabel';

const shownVisits = 7;
/** Enough to find that many after leaving out pages nobody goes back to. */
const readVisits = 40;

function EntityTitle(props: { entityRef: string }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return <>{primaryTitle}</>;
}

function VisitTitle(props: { label: VisitLabel }) {
  const { label } = props;
  if ('title' in label) {
    return <>{label.title}</>;
  }
  return (
    <>
      {label.prefix && `${label.prefix} `}
      <EntityTitle entityRef={label.entityRef} />
    </>
  );
}

function VisitIcon(props: { label: VisitLabel }) {
  const { label } = props;
  if ('title' in label) {
    return <RiPagesLine size={16} />;
  }
  return label.prefix ? (
    <RiPulseLine size={16} />
  ) : (
    <KindIcon kind={label.entityRef.split(':')[0]} />
  );
}

/** The pages that the person had open last, in this browser. */
export function RecentPanel() {
  const visitsApi = useApi(visitsApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () =>
      visitsApi.list({
        limit: readVisits,
        orderBy: [{ field: 'timestamp', direction: 'desc' }],
      }),
    [visitsApi],
  );
  const visits = value && nameVisits(value, shownVisits);
  return (
    <Panel title="Recently visited" headingLevel={2}>
      {error && !loading && (
        <LoadFailure
          what="the pages you visited"
          error={error}
          onRetry={retry}
        />
      )}
      {!visits && !error && (
        <LoadingState label="Loading the pages you visited" rows={4} />
      )}
      {visits && visits.length > 0 && (
        <ul className={styles.lines}>
          {visits.map(({ visit, label }) => (
            <li key={visit.id} className={styles.visit}>
              <span className={styles.icon} aria-hidden>
                <VisitIcon label={label} />
              </span>
              <span className={styles.body}>
                <Link href={visit.pathname} standalone>
                  <VisitTitle label={label} />
                </Link>
              </span>
              <span className={styles.when}>
                <RelativeTime
                  instant={new Date(visit.timestamp).toISOString()}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      {visits?.length === 0 && (
        <EmptyState
          headingLevel={3}
          title="No pages yet"
          description="Services, teams and pages that you open show here, in this browser only."
          action={<Link href="/catalog">Open the catalog</Link>}
        />
      )}
    </Panel>
  );
}
