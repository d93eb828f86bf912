import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Button, Text } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EntityLink } from '../components/EntityLink';
import { EntityLinks } from '../components/EntityLinks';
import { LoadFailure } from '../components/LoadFailure';
import { Dependent, findDependents } from '../dependencies/findDependents';
import styles from './Dependents.module.css';

const shownAtFirst = 6;

function DependentItem(props: { dependent: Dependent }) {
  const { entityRef, viaApis } = props.dependent;
  return (
    <li className={styles.item}>
      <EntityLink entityRef={entityRef} />
      {viaApis.length > 0 && (
        <Text variant="body-small" color="secondary">
          {' '}
          through <EntityLinks entityRefs={viaApis} />
        </Text>
      )}
    </li>
  );
}

/** How many entities depend on this one, and which. */
export function Dependents(props: { entity: Entity }) {
  const { entity } = props;
  const catalogApi = useApi(catalogApiRef);
  const [all, setAll] = useState(false);
  const { value, error, loading, retry } = useAsyncRetry(
    () => findDependents(catalogApi, entity),
    [catalogApi, entity],
  );

  if (error && !loading) {
    return (
      <LoadFailure what="what depends on this" error={error} onRetry={retry} />
    );
  }
  if (!value) {
    return <LoadingState label="Looking for what depends on this" rows={1} />;
  }
  const shown = all ? value : value.slice(0, shownAtFirst);
  return (
    <div className={styles.frame}>
      <Text as="h4" variant="body-medium" weight="bold">
        {value.length === 0
          ? 'Nothing in the catalog depends on it'
          : `${value.length} ${
              value.length === 1 ? 'entity depends' : 'entities depend'
            } on it`}
      </Text>
      {value.length > 0 && (
        <ul className={styles.list}>
          {shown.map(dependent => (
            <DependentItem key={dependent.entityRef} dependent={dependent} />
          ))}
        </ul>
      )}
      {value.length > shown.length && (
        <Button variant="tertiary" onPress={() => setAll(true)}>
          Show all {String(value.length)}
        </Button>
      )}
    </div>
  );
}
