import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { EmptyState, LoadingState, Panel } from '@slipway/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { Loaded } from '../components/Loaded';
import { relationTargets } from '../components/relationTargets';
import { listOwned, ownedPath } from './listOwned';
import { ServicesByTier } from './ServicesByTier';
import { withGroupsBelow } from './withGroupsBelow';

const nothingOwned = (
  <EmptyState
    headingLevel={4}
    title="No services"
    description="A component shows here when spec.owner in its file says so."
  />
);

/** The services of a group and those below it, or of a person and their groups. */
export function OwnedServicesCard() {
  const { entity } = useEntity();
  const catalogApi = useApi(catalogApiRef);
  const services = useAsyncRetry(async () => {
    const ownerRefs = await withGroupsBelow(catalogApi, [
      stringifyEntityRef(entity),
      // What a person looks after is mostly their teams'.
      ...relationTargets(entity, RELATION_MEMBER_OF),
    ]);
    return { ownerRefs, ...(await listOwned(catalogApi, ownerRefs)) };
  }, [catalogApi, entity]);
  const count = services.value?.totalItems ?? 0;

  return (
    <Panel
      title="Services"
      actions={
        count > 0 && (
          <Link href={ownedPath(services.value?.ownerRefs ?? [])}>
            All {String(count)} in the catalog
          </Link>
        )
      }
    >
      <Loaded
        state={services}
        what="the services"
        placeholder={<LoadingState label="Loading the services" rows={4} />}
      >
        {({ groups }) =>
          groups.length > 0 ? (
            <ServicesByTier groups={groups} headingLevel={4} />
          ) : (
            nothingOwned
          )
        }
      </Loaded>
    </Panel>
  );
}
