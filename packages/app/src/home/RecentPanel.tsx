import { useApi } from '@backstage/frontend-plugin-api';
import { visitsApiRef } from '@backstage/plugin-home';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { RiPagesLine, RiPulseLine } from '@remixicon/react';
import { Loaded } from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState, Panel, RelativeTime } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { KindIcon } from '../search/KindIcon';
import styles from './HomePage.module.css';
import { NamedVisit, nameVisits, VisitLabel } from './visitLabel';

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

function VisitLine(props: NamedVisit) {
  const { visit, label } = props;
  return (
    <li className={styles.visit}>
      <span className={styles.icon} aria-hidden>
        <VisitIcon label={label} />
      </span>
      <span className={styles.body}>
        <Link href={visit.pathname} standalone>
          <VisitTitle label={label} />
        </Link>
      </span>
      <span className={styles.when}>
        <RelativeTime instant={new Date(visit.timestamp).toISOString()} />
      </span>
    </li>
  );
}

const noVisits = (
  <EmptyState
    headingLevel={3}
    title="No pages yet"
    description="Services, teams and pages that you open show here, in this browser only."
    action={<Link href="/catalog">Open the catalog</Link>}
  />
);

/** The pages that the person had open last, in this browser. */
export function RecentPanel() {
  const visitsApi = useApi(visitsApiRef);
  const visits = useAsyncRetry(
    async () =>
      nameVisits(
        await visitsApi.list({
          limit: readVisits,
          orderBy: [{ field: 'timestamp', direction: 'desc' }],
        }),
        shownVisits,
      ),
    [visitsApi],
  );
  return (
    <Panel title="Recently visited" headingLevel={2}>
      <Loaded
        state={visits}
        what="the pages you visited"
        placeholder={
          <LoadingState label="Loading the pages you visited" rows={4} />
        }
      >
        {named =>
          named.length > 0 ? (
            <ul className={styles.lines}>
              {named.map(entry => (
                <VisitLine key={entry.visit.id} {...entry} />
              ))}
            </ul>
          ) : (
            noVisits
          )
        }
      </Loaded>
    </Panel>
  );
}
