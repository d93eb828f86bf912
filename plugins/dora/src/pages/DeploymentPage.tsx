import { ButtonLink, Container, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { changeSorts, ChangesQuery } from '@slipway/plugin-dora-common';
import {
  EmptyState,
  formatInstant,
  LoadingState,
  useRemote,
} from '@slipway/ui';
import { DeploymentDetail, doraApiRef } from '../api/DoraApi';
import { RemoteFailure } from '../data/RemoteFailure';
import { useLineage } from '../data/useLineage';
import { useFilters } from '../filters/useFilters';
import { Links, useLinks } from '../filters/useLinks';
import { useToday } from '../filters/useToday';
import { ChangesPanel } from '../rows/ChangesPanel';
import { DeploymentFacts } from '../rows/DeploymentFacts';
import { nameOf, unknownRanges } from '../rows/labels';
import { useTableState } from '../rows/useTableState';
import { Crumbs } from './Crumbs';
import { SampleNote } from './SampleNote';
import styles from './pages.module.css';

/** One deployment: what it carried, how it went, and its neighbours. */
export function DeploymentPage(props: { id: string }) {
  const { id } = props;
  const api = useApi(doraApiRef);
  const { filters } = useFilters();
  const links = useLinks({ filters });
  const { data, error, retry } = useRemote(api, `deployment ${id}`, signal =>
    api.deployment(id, { signal }),
  );
  if (error && !data) {
    return (
      <main>
        <RemoteFailure what="The deployment" error={error} onRetry={retry} />
      </main>
    );
  }
  if (!data) {
    return (
      <Container>
        <LoadingState label="Loading the deployment" rows={6} rowHeight={48} />
      </Container>
    );
  }
  return <Detail deployment={data} links={links} />;
}

function Detail(props: { deployment: DeploymentDetail; links: Links }) {
  const { deployment, links } = props;
  const { serviceRef, environment, version, finishedAt, range } = deployment;
  const { timeZone } = useToday(serviceRef);
  const { lineage } = useLineage(serviceRef);
  const service = lineage?.title ?? nameOf(serviceRef);
  return (
    <main>
      <Header
        title={version}
        description={`${service}, ${environment}, finished ${formatInstant(
          finishedAt,
          { timeZone },
        )}`}
        customActions={<Neighbours deployment={deployment} links={links} />}
      />
      <Crumbs
        crumbs={[
          ...(lineage?.ancestors ?? []).map(({ entityRef, title }) => ({
            label: title,
            href: links.scope(entityRef),
          })),
          { label: service, href: links.scope(serviceRef) },
          { label: version, href: links.deployment(deployment.id) },
        ]}
      />
      <Container className={styles.body}>
        {deployment.sample && <SampleNote />}
        <DeploymentFacts
          deployment={deployment}
          links={links}
          timeZone={timeZone}
        />
        {range === 'known' ? (
          <Carried deployment={deployment} links={links} timeZone={timeZone} />
        ) : (
          <EmptyState {...unknownRanges[range]} headingLevel={3} />
        )}
      </Container>
    </main>
  );
}

/** Ways to the deployments before and after it of the same service. */
function Neighbours(props: { deployment: DeploymentDetail; links: Links }) {
  const { deployment, links } = props;
  return (
    <>
      {deployment.previousId && (
        <ButtonLink
          href={links.deployment(deployment.previousId)}
          variant="secondary"
        >
          Previous
        </ButtonLink>
      )}
      {deployment.nextId && (
        <ButtonLink
          href={links.deployment(deployment.nextId)}
          variant="secondary"
        >
          Next
        </ButtonLink>
      )}
    </>
  );
}

const nothingCarried = {
  title: 'It carried no change',
  description:
    'Between the version before and this one there is no commit that is not a merge.',
};

/** The changes that a deployment brought into its environment. */
function Carried(props: {
  deployment: DeploymentDetail;
  links: Links;
  timeZone: string;
}) {
  const { deployment, links, timeZone } = props;
  const api = useApi(doraApiRef);
  const { filters } = useFilters();
  const table = useTableState({
    sorts: changeSorts,
    defaultSort: '-committedAt',
  });
  const request: ChangesQuery = {
    ...table.query,
    deploymentId: deployment.id,
    leadTimeStart: filters.leadTimeStart,
  };
  const remote = useRemote(api, `changes ${JSON.stringify(request)}`, signal =>
    api.changes(request, { signal }),
  );
  return (
    <ChangesPanel
      title="Changes it carried"
      remote={remote}
      links={links}
      timeZone={timeZone}
      sort={table.sort}
      pageOf={table.pageOf}
      download={() => api.csv({ table: 'changes', query: request })}
      ofOneDeployment
      empty={nothingCarried}
    />
  );
}
