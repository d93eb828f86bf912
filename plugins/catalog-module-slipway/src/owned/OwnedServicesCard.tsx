import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { EmptyState, LoadingState, Panel } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { LoadFailure } from '../components/LoadFailure';
import { listOwned } from './listOwned';
import { ServicesByTier } from './ServicesByTier';
import { withGroupsBelow } from './withGroupsBelow';

/** The services of a person or a group and the groups below it, by tier. */
export function OwnedServicesCard() {
  const { entity } = useEntity();
  const catalogApi = useApi(catalogApiRef);
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const ownerRefs = await withGroupsBelow(catalogApi, [
      stringifyEntityRef(entity),
    ]);
    return { ownerRefs, ...(await listOwned(catalogApi, ownerRefs)) };
  }, [catalogApi, entity]);
  const allPath = `/catalog?${new URLSearchParams(
    (value?.ownerRefs ?? []).map(ref => ['owner', ref]),
  )}`;

  return (
    <Panel
      title="Services"
      actions={
        value &&
        value.totalItems > 0 && (
          <Link href={allPath}>
            All {String(value.totalItems)} in the catalog
          </Link>
        )
      }
    >
      {error && !loading && (
        <LoadFailure what="the services" error={error} onRetry={retry} />
      )}
      {!value && loading && (
        <LoadingState label="Loading the services" rows={4} />
      )}
      {value && value.totalItems > 0 && (
        <ServicesByTier groups={value.groups} headingLevel={4} />
      )}
      {value?.totalItems === 0 && (
        <EmptyState
          headingLevel={4}
          title="No services"
          description="A component belongs to it when its file says so with spec.owner."
        />
      )}
    </Panel>
  );
}
