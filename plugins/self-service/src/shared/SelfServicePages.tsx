import { ButtonLink } from '@backstage/ui';
import { EmptyState, LoadingState } from '@slipway/ui';
import { ComponentType, lazy, Suspense } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import {
  activityRouteRef,
  adminRouteRef,
  approvalsRouteRef,
  requestFormRouteRef,
  requestRouteRef,
  resourceRouteRef,
} from '../routes';
import { useLinks } from './useLinks';

// A visitor downloads what the page needs.
const HomePage = lazy(() =>
  import('../home/HomePage').then(module => ({ default: module.HomePage })),
);
const RequestFormPage = lazy(() =>
  import('../request/form/RequestFormPage').then(module => ({
    default: module.RequestFormPage,
  })),
);
const RequestPage = lazy(() =>
  import('../request/RequestPage').then(module => ({
    default: module.RequestPage,
  })),
);
const ResourcePage = lazy(() =>
  import('../resource/ResourcePage').then(module => ({
    default: module.ResourcePage,
  })),
);
const ApprovalsPage = lazy(() =>
  import('../approvals/ApprovalsPage').then(module => ({
    default: module.ApprovalsPage,
  })),
);
const ActivityPage = lazy(() =>
  import('../activity/ActivityPage').then(module => ({
    default: module.ActivityPage,
  })),
);
const AdminPage = lazy(() =>
  import('../admin/AdminPage').then(module => ({ default: module.AdminPage })),
);

/** The page of what the path names by its last part; each starts anew. */
function ById(props: { page: ComponentType<{ id: string }> }) {
  const { id = '', kind = id } = useParams();
  const { page: Page } = props;
  return <Page key={kind} id={kind} />;
}

function NoSuchPage() {
  const links = useLinks();
  return (
    <main>
      <EmptyState
        title="There is no such self-service page"
        description="Check the address, or start from the overview."
        action={
          <ButtonLink href={links.home()} variant="secondary">
            Self-service
          </ButtonLink>
        }
      />
    </main>
  );
}

/** All pages below the plugin's root. */
export function SelfServicePages() {
  return (
    <Suspense
      fallback={
        <LoadingState label="Loading the page" rows={1} rowHeight={600} />
      }
    >
      <Routes>
        <Route path="/" element={<HomePage />} />
        <Route
          path={requestFormRouteRef.path}
          element={<ById page={RequestFormPage} />}
        />
        <Route
          path={requestRouteRef.path}
          element={<ById page={RequestPage} />}
        />
        <Route
          path={resourceRouteRef.path}
          element={<ById page={ResourcePage} />}
        />
        <Route path={approvalsRouteRef.path} element={<ApprovalsPage />} />
        <Route path={activityRouteRef.path} element={<ActivityPage />} />
        <Route path={adminRouteRef.path} element={<AdminPage />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Suspense>
  );
}
