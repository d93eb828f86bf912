import { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { Panel } from '@slipway/ui';
import { useMemo } from 'react';
import styles from './AboutCard.module.css';
import { Dependents } from './Dependents';
import { Destinations } from './Destinations';
import { listDestinations } from './destinations';
import { Fact, FactList } from './FactList';
import { listGroupFacts, listUserFacts } from './organisationFacts';
import { listServiceFacts } from './serviceFacts';

/** Kinds that something can depend on. */
const kindsWithDependents = ['component', 'api', 'resource'];

function listFacts(entity: Entity, kind: string): Fact[] {
  switch (kind) {
    case 'group':
      return listGroupFacts(entity);
    case 'user':
      return listUserFacts(entity);
    default:
      return listServiceFacts(entity);
  }
}

/**
 * Answers at a glance who owns an entity, who is on call, how much depends on
 * it and where its docs, runbook and dashboard are; what nobody has said yet
 * comes with how to say it.
 */
export function AboutCard() {
  const { entity } = useEntity();
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const facts = useMemo(() => listFacts(entity, kind), [entity, kind]);
  const destinations = useMemo(() => listDestinations(entity), [entity]);
  const { description } = entity.metadata;
  return (
    <Panel title="About">
      <Text as="p" color={description ? 'primary' : 'secondary'}>
        {description ?? 'No description. Add metadata.description to its file.'}
      </Text>
      <FactList facts={facts} />
      <Destinations destinations={destinations} />
      {kindsWithDependents.includes(kind) && (
        <div className={styles.dependents}>
          <Dependents entity={entity} />
        </div>
      )}
    </Panel>
  );
}
