import { Link } from '@backstage/ui';
import {
  Loaded,
  ownedPath,
  ServicesByTier,
} from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState, Panel } from '@slipway/ui';
import { Me } from './useMe';
import { MyServices } from './useMyServices';

const noServices = (
  <EmptyState
    headingLevel={3}
    title="You own no services"
    description="A service is yours when spec.owner in its file names you or one of your groups."
    action={<Link href="/catalog">Look through the catalog</Link>}
  />
);

/** The person's services by tier, with their lifecycle and who is on call. */
export function ServicesPanel(props: {
  me: Me | undefined;
  services: MyServices;
}) {
  const { me, services } = props;
  const count = services.value?.totalItems ?? 0;
  return (
    <Panel
      title="Your services"
      headingLevel={2}
      actions={
        count > 0 && (
          <Link href={ownedPath(me?.ownerRefs ?? [])}>
            All {String(count)} in the catalog
          </Link>
        )
      }
    >
      <Loaded
        state={services}
        what="your services"
        placeholder={
          <LoadingState label="Loading your services" rows={6} rowHeight={32} />
        }
      >
        {({ groups }) =>
          groups.length > 0 ? <ServicesByTier groups={groups} /> : noServices
        }
      </Loaded>
    </Panel>
  );
}
