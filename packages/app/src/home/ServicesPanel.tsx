import { Link } from '@backstage/ui';
import {
  LoadFailure,
  ServicesByTier,
} from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState, Panel } from '@slipway/ui';
import { Me } from './useMe';
import { MyServices } from './useMyServices';

/** The person's services by tier, with their lifecycle and who is on call. */
export function ServicesPanel(props: {
  me: Me | undefined;
  services: MyServices;
}) {
  const { me, services } = props;
  const { value, error, loading, retry } = services;
  const allPath = `/catalog?${new URLSearchParams(
    (me?.ownerRefs ?? []).map(ref => ['owner', ref]),
  )}`;
  return (
    <Panel
      title="Your services"
      headingLevel={2}
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
        <LoadFailure what="your services" error={error} onRetry={retry} />
      )}
      {!value && !error && (
        <LoadingState label="Loading your services" rows={6} rowHeight={32} />
      )}
      {value && value.totalItems > 0 && (
        <ServicesByTier groups={value.groups} />
      )}
      {value?.totalItems === 0 && (
        <EmptyState
          headingLevel={3}
          title="You own no services"
          description="A service is yours when spec.owner in its file names you or one of your groups."
          action={<Link href="/catalog">Look through the catalog</Link>}
        />
      )}
    </Panel>
  );
}
