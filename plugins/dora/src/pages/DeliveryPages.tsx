import { EmptyState, LoadingState } from '@slipway/ui';
import { lazy, ReactNode, Suspense } from 'react';
import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { OverviewPlaceholder } from '../overview/OverviewPlaceholder';
import {
  changesRouteRef,
  coverageRouteRef,
  definitionsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  scopeRouteRef,
} from '../routes';
import { ScopeFrame } from './ScopeFrame';
import { Scope, ScopeView } from './useScope';

// A visitor downloads what the page needs; its data is on its way meanwhile.
const Overview = lazy(() =>
  import('../overview/Overview').then(module => ({ default: module.Overview })),
);
const DeploymentsView = lazy(() =>
  import('../rows/DeploymentsView').then(module => ({
    default: module.DeploymentsView,
  })),
);
const ChangesView = lazy(() =>
  import('../rows/ChangesView').then(module => ({
    default: module.ChangesView,
  })),
);
const CoverageView = lazy(() =>
  import('../coverage/CoverageView').then(module => ({
    default: module.CoverageView,
  })),
);
const DeploymentPage = lazy(() =>
  import('./DeploymentPage').then(module => ({
    default: module.DeploymentPage,
  })),
);
const DefinitionsPage = lazy(() =>
  import('./DefinitionsPage').then(module => ({
    default: module.DefinitionsPage,
  })),
);

const views: Record<ScopeView, (scope: Scope) => ReactNode> = {
  overview: scope => (
    <Suspense fallback={<OverviewPlaceholder />}>
      <Overview scope={scope} />
    </Suspense>
  ),
  deployments: scope => (
    <Suspense fallback={<TablePlaceholder label="Loading deployments" />}>
      <DeploymentsView scope={scope} />
    </Suspense>
  ),
  changes: scope => (
    <Suspense fallback={<TablePlaceholder label="Loading changes" />}>
      <ChangesView scope={scope} />
    </Suspense>
  ),
  coverage: ({ report, links }) => (
    <Suspense fallback={<TablePlaceholder label="Loading coverage" />}>
      {report.data ? (
        <CoverageView report={report.data} links={links} />
      ) : (
        <TablePlaceholder label="Loading coverage" />
      )}
    </Suspense>
  ),
};

function TablePlaceholder(props: { label: string }) {
  return <LoadingState label={props.label} rows={1} rowHeight={600} />;
}

/** A view of the scope that the address names; each scope starts anew. */
function ScopePage(props: { view: ScopeView; entityRef: string | undefined }) {
  const { view, entityRef } = props;
  return (
    <ScopeFrame
      key={`${view} ${entityRef ?? ''}`}
      entityRef={entityRef}
      view={view}
    >
      {views[view]}
    </ScopeFrame>
  );
}

/** A team's or a service's overview, from the path. */
function ScopeByPath() {
  const { kind, namespace, name } = useParams();
  const entityRef = `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
  return <ScopePage view="overview" entityRef={entityRef} />;
}

/** Rows or coverage of the scope in the query; the organisation's without one. */
function ScopeByQuery(props: { view: ScopeView }) {
  const [parameters] = useSearchParams();
  return (
    <ScopePage
      view={props.view}
      entityRef={parameters.get('entityRef') ?? undefined}
    />
  );
}

function DeploymentById() {
  const { id = '' } = useParams();
  return (
    <Suspense fallback={<TablePlaceholder label="Loading the deployment" />}>
      <DeploymentPage key={id} id={id} />
    </Suspense>
  );
}

/** All pages below the plugin's root. */
export function DeliveryPages() {
  return (
    <Routes>
      <Route
        path="/"
        element={<ScopePage view="overview" entityRef={undefined} />}
      />
      <Route
        path={deploymentsRouteRef.path}
        element={<ScopeByQuery view="deployments" />}
      />
      <Route path={deploymentRouteRef.path} element={<DeploymentById />} />
      <Route
        path={changesRouteRef.path}
        element={<ScopeByQuery view="changes" />}
      />
      <Route
        path={coverageRouteRef.path}
        element={<ScopeByQuery view="coverage" />}
      />
      <Route
        path={definitionsRouteRef.path}
        element={
          <Suspense fallback={<TablePlaceholder label="Loading definitions" />}>
            <DefinitionsPage />
          </Suspense>
        }
      />
      <Route path={scopeRouteRef.path} element={<ScopeByPath />} />
      <Route
        path="*"
        element={
          <main>
            <EmptyState
              title="There is no such delivery page"
              description="Check the address, or start from Delivery in the navigation."
            />
          </main>
        }
      />
    </Routes>
  );
}
