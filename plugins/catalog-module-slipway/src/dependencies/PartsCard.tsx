import { RELATION_HAS_PART } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { relationTargets } from '../components/relationTargets';
import { Related, RelatedEntities } from './RelatedEntities';

/** What a system or a domain is made of. */
export function PartsCard() {
  const { entity } = useEntity();
  const parts = useMemo(
    () =>
      relationTargets(entity, RELATION_HAS_PART).map(
        (entityRef): Related => ({ entityRef, how: undefined }),
      ),
    [entity],
  );
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return (
    <RelatedEntities
      title="Parts"
      related={parts}
      empty={{
        title: `This ${kind} has no parts`,
        description:
          kind === 'domain'
            ? 'A system joins it with spec.domain in its own file.'
            : 'Components, APIs and resources join it with spec.system in their own files.',
      }}
    />
  );
}
