import { stringifyEntityRef } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { describeWindow } from '../overview/describeWindow';
import { Overview } from '../overview/Overview';
import { ScopeBody } from '../pages/ScopeBody';
import { useScope } from '../pages/useScope';
import styles from './entity.module.css';

/** The entity's delivery as a tab of its page; lists open on the delivery pages. */
export function DeliveryTab() {
  const { entity } = useEntity();
  const scope = useScope(stringifyEntityRef(entity));
  return (
    <div className={styles.tab}>
      <Text as="p" color="secondary">
        {describeWindow(scope.filters, scope.report.data)}
      </Text>
      <ScopeBody scope={scope} view="overview">
        <Overview scope={scope} />
      </ScopeBody>
    </div>
  );
}
