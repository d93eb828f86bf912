import { Container, Header } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useChanges } from '../data/useChanges';
import { CostPanel } from '../shared/CostPanel';
import { Crumbs } from '../shared/Crumbs';
import { isMoving } from '../shared/states';
import { ThingPage } from '../shared/ThingPage';
import { useLinks } from '../shared/useLinks';
import { ActionDialog } from './ActionDialog';
import { ActionMenu } from './ActionMenu';
import { AuditExcerpt } from './AuditExcerpt';
import { ConditionsPanel } from './ConditionsPanel';
import { ConnectionPanel } from './ConnectionPanel';
import { DriftPanel } from './DriftPanel';
import { HistoryPanel } from './HistoryPanel';
import { InventoryPanel } from './InventoryPanel';
import { Notices } from './Notices';
import { ResourceFacts } from './ResourceFacts';
import { SecretDialog } from './SecretDialog';
import { TimePanel } from './TimePanel';
import { Actions, useActions } from './useActions';
import styles from '../shared/shared.module.css';

function Body(props: { resource: ResourceDetail; actions: Actions }) {
  const { resource, actions } = props;
  // A change of any kind leaves a request or a record behind.
  const version = `${resource.updatedAt} ${resource.state}`;
  return (
    <>
      <Notices resource={resource} actions={actions} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <ResourceFacts resource={resource} />
          <ConnectionPanel resource={resource} />
          <DriftPanel resource={resource} version={version} />
          <ConditionsPanel resource={resource} />
          <HistoryPanel resourceId={resource.id} version={version} />
          <InventoryPanel resource={resource} />
          <AuditExcerpt resourceId={resource.id} version={version} />
        </div>
        <aside aria-label="Time and cost" className={styles.aside}>
          <TimePanel resource={resource} actions={actions} />
          <CostPanel cost={resource.cost} />
        </aside>
      </div>
    </>
  );
}

function Dialogs(props: { resource: ResourceDetail; actions: Actions }) {
  const { resource, actions } = props;
  const { asked, issued } = actions;
  return (
    <>
      {asked && (
        <ActionDialog
          key={asked.id}
          resource={resource}
          action={asked}
          onDone={actions.finish}
          onClose={actions.close}
        />
      )}
      {issued && <SecretDialog secret={issued} onClose={actions.forget} />}
    </>
  );
}

/** One resource: how it is, how to reach it, and what can be done with it. */
export function ResourcePage(props: { id: string }) {
  const { id } = props;
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const answer = useRemote(api, `resource ${id}`, signal =>
    api.resourceById(id, { signal }),
  );
  const { data, refresh } = answer;
  const actions = useActions(refresh);
  useChanges({
    concerns: change => change.resourceId === id,
    moving: data ? isMoving(data.state) || data.openRequestId !== null : false,
    onChange: refresh,
  });
  return (
    <ThingPage what="resource" remote={answer}>
      {resource => (
        <>
          <Header
            title={resource.name}
            customActions={
              <ActionMenu resource={resource} onAsk={actions.ask} />
            }
          />
          <Crumbs
            crumbs={[{ label: resource.name, href: links.resource(id) }]}
          />
          <Container className={styles.page}>
            <Body resource={resource} actions={actions} />
          </Container>
          <Dialogs resource={resource} actions={actions} />
        </>
      )}
    </ThingPage>
  );
}
