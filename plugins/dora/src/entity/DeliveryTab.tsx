import { stringifyEntityRef } from '@backstage/catalog-model';
import { Container, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { describeWindow } from '../overview/describeWindow';
import { Overview } from '../overview/Overview';
import { ScopeBody } from '../pages/ScopeBody';
import { useScope } from '../pages/useScope';

/** The entity's delivery as a tab of its page; lists open on the delivery pages. */
export function DeliveryTab() {
  const { entity } = useEntity();
  const scope = useScope(stringifyEntityRef(entity));
  return (
    <Container>
      <Text
        as="p"
        color="secondary"
        style={{ marginBlock: 'var(--bui-space-3)' }}
      >
        {describeWindow(scope.filters, scope.report.data)}
      </Text>
      <ScopeBody scope={scope}>
        <Overview scope={scope} />
      </ScopeBody>
    </Container>
  );
}
