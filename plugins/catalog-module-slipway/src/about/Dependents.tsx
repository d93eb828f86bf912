import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Button, Text } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EntityLink } from '../components/EntityLink';
import { EntityLinks } from '../components/EntityLinks';
import { Loaded } from '../components/Loaded';
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

function DependentList(props: { dependents: Dependent[] }) {
  const { dependents } = props;
  const [all, setAll] = useState(false);
  const shown = all ? dependents : dependents.slice(0, shownAtFirst);
  const count = dependents.length;
  return (
    <div className={styles.frame}>
      <Text as="h4" variant="body-medium" weight="bold">
        {count === 0 && 'Nothing in the catalog depends on it'}
        {count === 1 && '1 entity depends on it'}
        {count > 1 && `${count} entities depend on it`}
      </Text>
      {count > 0 && (
        <ul className={styles.list}>
          {shown.map(dependent => (
            <DependentItem key={dependent.entityRef} dependent={dependent} />
          ))}
        </ul>
      )}
      {count > shown.length && (
        <Button variant="tertiary" onPress={() => setAll(true)}>
          Show all {String(count)}
        </Button>
      )}
    </div>
  );
}

/** How many entities depend on this one, and which. */
export function Dependents(props: { entity: Entity }) {
  const { entity } = props;
  const catalogApi = useApi(catalogApiRef);
  const dependents = useAsyncRetry(
    () => findDependents(catalogApi, entity),
    [catalogApi, entity],
  );
  return (
    <Loaded
      state={dependents}
      what="what depends on this"
      placeholder={
        <LoadingState label="Looking for what depends on this" rows={1} />
      }
    >
      {value => <DependentList dependents={value} />}
    </Loaded>
  );
}
