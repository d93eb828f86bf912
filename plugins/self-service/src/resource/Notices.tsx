import { Alert, Button, ButtonLink } from '@backstage/ui';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { CountdownText, Panel, SampleBadge } from '@slipway/ui';
import { ReactNode } from 'react';
import { FailureCard } from '../request/FailureCard';
import { useLinks } from '../shared/useLinks';
import { Actions } from './useActions';
import styles from './resource.module.css';

/** What keeps a deletion from ending, and what to do about each. */
function Blockers(props: { resource: ResourceDetail }) {
  const { blockers } = props.resource;
  return (
    <Panel
      title="The deletion waits for something"
      headingLevel={2}
      description="It goes on by itself once these are gone"
    >
      <ul className={styles.blockers}>
        {blockers.map(({ object, finalizer, message }) => (
          <li key={`${object} ${finalizer}`}>
            <strong>{object}</strong>
            {finalizer && (
              <>
                {' '}
                is held by finalizer <code>{finalizer}</code>
              </>
            )}
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Undo(props: { resource: ResourceDetail; actions: Actions }) {
  const { time, actions: offered } = props.resource;
  const undo = offered.find(({ id }) => id === 'undo-destroy');
  return (
    <Alert
      status="warning"
      icon
      title={
        <>
          It is going to be deleted
          {time.undoUntil && (
            <>
              {' '}
              <CountdownText instant={time.undoUntil} />
            </>
          )}
        </>
      }
      customActions={
        undo?.allowed && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => props.actions.ask(undo)}
          >
            {undo.title}
          </Button>
        )
      }
    />
  );
}

function OpenRequest(props: { id: string }) {
  const links = useLinks();
  return (
    <Alert
      status="info"
      icon
      title="A request for it is on the way"
      customActions={
        <ButtonLink
          size="small"
          variant="secondary"
          href={links.request(props.id)}
        >
          See the request
        </ButtonLink>
      }
    />
  );
}

/** What one has to know before anything else on the page. */
export function Notices(props: {
  resource: ResourceDetail;
  actions: Actions;
}): ReactNode {
  const { resource, actions } = props;
  const { observation, failure, openRequestId, blockers, time } = resource;
  return (
    <>
      {actions.done && (
        <Alert
          role="status"
          status="success"
          icon
          title={`${actions.done}: done`}
        />
      )}
      {resource.sample && (
        <p className={styles.sample}>
          <SampleBadge /> It belongs to an invented company.
        </p>
      )}
      {time.undoUntil && <Undo resource={resource} actions={actions} />}
      {openRequestId && <OpenRequest id={openRequestId} />}
      {failure && <FailureCard failure={failure} />}
      {blockers.length > 0 && <Blockers resource={resource} />}
      {!observation.known && observation.reason && (
        <Alert
          status="info"
          icon
          title="Whether it is as wanted cannot be known"
          description={observation.reason}
        />
      )}
    </>
  );
}
