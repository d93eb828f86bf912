import { EmptyState } from '@slipway/ui';
import { lazy, ReactNode } from 'react';
import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { CoverageView } from '../coverage/CoverageView';
import { Overview } from '../overview/Overview';
import { OverviewPlaceholder } from '../overview/OverviewPlaceholder';
import { ChangesView } from '../rows/ChangesView';
import { DeploymentsView } from '../rows/DeploymentsView';
import {
  changesRouteRef,
  coverageRouteRef,
  definitionsRouteRef,
  deploymentRouteRef,
  deploymentsRouteRef,
  scopeRouteRef,
} from '../routes';
import { DeploymentPage } from './DeploymentPage';
import { ScopeFrame } from './ScopeFrame';
import { Scope, ScopeView } from './useScope';

// A long text that few visits need.
const DefinitionsPage = lazy(() =>
  import('./DefinitionsPage').then(module => ({
    default: module.DefinitionsPage,
  })),
);

const views: Record<ScopeView, (scope: Scope) => ReactNode> = {
  overview: scope => <Overview scope={scope} />,
  deployments: scope => <DeploymentsView scope={scope} />,
  changes: scope => <ChangesView scope={scope} />,
  coverage: ({ report, links }) =>
    report.data ? (
      <CoverageView report={report.data} links={links} />
    ) : (
      <OverviewPlaceholder />
    ),
};

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
  return <DeploymentPage key={id} id={id} />;
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
      <Route path={definitionsRouteRef.path} element={<DefinitionsPage />} />
      <Route path={scopeRouteRef.path} element={<ScopeByPath />} />
      <Route
        path="*"
        element={
          <EmptyState
            title="There is no such delivery page"
            description="Check the address, or start from Delivery in the navigation."
          />
        }
      />
    </Routes>
  );
}
