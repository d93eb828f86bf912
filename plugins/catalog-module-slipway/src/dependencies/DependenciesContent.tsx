import {
  Entity,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EntityLinks } from '../components/EntityLinks';
import { LoadFailure } from '../components/LoadFailure';
import { relationTargets } from '../components/relationTargets';
import styles from './DependenciesContent.module.css';
import { Dependent, findDependents } from './findDependents';
import { Related, RelatedEntities } from './RelatedEntities';

/** What an entity needs to work: what it names itself. */
function listDependencies(entity: Entity): Related[] {
  const all = (type: string, how: string) =>
    relationTargets(entity, type).map(entityRef => ({ entityRef, how }));
  return [
    ...all(RELATION_API_PROVIDED_BY, 'Provided by it'),
    ...all(RELATION_CONSUMES_API, 'Consumes it'),
    ...all(RELATION_DEPENDS_ON, 'Depends on it'),
  ];
}

const toRelated = ({ entityRef, viaApis }: Dependent): Related => ({
  entityRef,
  how:
    viaApis.length > 0 ? (
      <>
        Through <EntityLinks entityRefs={viaApis} />
      </>
    ) : (
      'Outright'
    ),
});

/** What an entity depends on and what depends on it, one table each. */
export function DependenciesContent() {
  const { entity } = useEntity();
  const catalogApi = useApi(catalogApiRef);
  const dependencies = useMemo(() => listDependencies(entity), [entity]);
  const dependents = useAsyncRetry(
    async () => (await findDependents(catalogApi, entity)).map(toRelated),
    [catalogApi, entity],
  );
  return (
    <div className={styles.content}>
      {dependents.error && !dependents.loading ? (
        <LoadFailure
          what="what depends on this"
          error={dependents.error}
          onRetry={dependents.retry}
        />
      ) : (
        <RelatedEntities
          title="What depends on it"
          description="Who would notice a failure: what names it under dependsOn, and the consumers of its APIs"
          related={dependents.value}
          howLabel="How"
          empty={{
            title: 'Nothing in the catalog depends on it',
            description:
              'A component says so with spec.dependsOn, or with spec.consumesApis for an API.',
          }}
        />
      )}
      <RelatedEntities
        title="What it depends on"
        related={dependencies}
        howLabel="How"
        empty={{
          title: 'It depends on nothing in the catalog',
          description:
            'Name what it needs under spec.dependsOn and spec.consumesApis in its file.',
        }}
      />
    </div>
  );
}
