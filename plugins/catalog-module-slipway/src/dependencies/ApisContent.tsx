import {
  Entity,
  RELATION_CONSUMES_API,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { relationTargets } from '../components/relationTargets';
import styles from './DependenciesContent.module.css';
import { Related, RelatedEntities } from './RelatedEntities';

const listApis = (entity: Entity, type: string): Related[] =>
  relationTargets(entity, type).map(entityRef => ({
    entityRef,
    how: undefined,
  }));

/** The APIs that a component provides and those it consumes. */
export function ApisContent() {
  const { entity } = useEntity();
  const provided = useMemo(
    () => listApis(entity, RELATION_PROVIDES_API),
    [entity],
  );
  const consumed = useMemo(
    () => listApis(entity, RELATION_CONSUMES_API),
    [entity],
  );
  return (
    <div className={styles.content}>
      <RelatedEntities
        title="Provided APIs"
        related={provided}
        empty={{
          title: 'It provides no API',
          description: 'Name its APIs under spec.providesApis in its file.',
        }}
      />
      <RelatedEntities
        title="Consumed APIs"
        related={consumed}
        empty={{
          title: 'It consumes no API',
          description:
            'Name the APIs it uses under spec.consumesApis in its file.',
        }}
      />
    </div>
  );
}
