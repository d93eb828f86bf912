import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  entityTitle,
  relationTargets,
} from '@slipway/plugin-catalog-module-slipway';
import { LimitsOf } from './LimitsOf';
import { ThingsOf } from './ThingsOf';
import { WaitingOf } from './WaitingOf';
import styles from './entity.module.css';

function TeamTab(props: { entity: Entity }) {
  const { entity } = props;
  const team = stringifyEntityRef(entity);
  return (
    <div className={styles.tab}>
      <ThingsOf
        of={{ team }}
        inputs={{ team }}
        none={`${entityTitle(entity)} has nothing yet`}
      />
      <WaitingOf team={team} />
      <LimitsOf team={team} />
    </div>
  );
}

function ComponentTab(props: { entity: Entity }) {
  const { entity } = props;
  const component = stringifyEntityRef(entity);
  const [team] = relationTargets(entity, RELATION_OWNED_BY, 'group');
  const [system] = relationTargets(entity, RELATION_PART_OF, 'system');
  return (
    <div className={styles.tab}>
      <ThingsOf
        of={{ component }}
        inputs={{ component, team, system }}
        none={`Nothing was asked for ${entityTitle(entity)} yet`}
      />
    </div>
  );
}

/** What a team or a component has of self-service. */
export function SelfServiceTab() {
  const { entity } = useEntity();
  return entity.kind === 'Group' ? (
    <TeamTab entity={entity} />
  ) : (
    <ComponentTab entity={entity} />
  );
}
