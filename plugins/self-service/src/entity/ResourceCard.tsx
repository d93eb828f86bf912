import { Link } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { CountdownText, FactList, LoadingState, useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import { useChanges } from '../data/useChanges';
import { CostText } from '../shared/CostText';
import { isMoving } from '../shared/states';
import { ResourceStateBadge } from '../shared/StateBadges';
import { useLinks } from '../shared/useLinks';
import { selfServiceIdOf } from './selfServiceId';
import styles from './entity.module.css';

function expiryOf({ pinned, expiresAt }: ResourceDetail) {
  if (pinned) return 'pinned';
  return expiresAt ? <CountdownText instant={expiresAt} /> : 'never';
}

function Facts(props: { resource: ResourceDetail }) {
  const { resource } = props;
  return (
    <FactList
      facts={[
        {
          label: 'State',
          value: <ResourceStateBadge state={resource.state} />,
        },
        { label: 'Environment', value: resource.environment },
        { label: 'Expires', value: expiryOf(resource) },
        { label: 'Cost per month', value: <CostText cost={resource.cost} /> },
        ...resource.facts,
      ]}
    />
  );
}

function Content(props: { id: string }) {
  const { id } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const answer = useRemote(api, `resource ${id}`, signal =>
    api.resourceById(id, { signal }),
  );
  const { data, refresh } = answer;
  useChanges({
    concerns: change => change.resourceId === id,
    moving: data ? isMoving(data.state) : false,
    onChange: refresh,
  });
  return (
    <Loaded
      remote={answer}
      what="Its state"
      placeholder={
        <LoadingState label="Loading its state" rows={3} rowHeight={38} />
      }
      headingLevel={4}
    >
      {resource => (
        <div className={styles.card}>
          <Facts resource={resource} />
          <Link href={links.resource(id)} variant="body-medium">
            Open in self-service
          </Link>
        </div>
      )}
    </Loaded>
  );
}

/** How a resource that self-service made is, on the page of its entity. */
export function ResourceCard() {
  const { entity } = useEntity();
  const id = selfServiceIdOf(entity);
  return (
    <EntityInfoCard title="Self-service">
      {id && <Content id={id} />}
    </EntityInfoCard>
  );
}
