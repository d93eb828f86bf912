import { Button, Text } from '@backstage/ui';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { CountdownText, Fact, FactList, formatDay, Panel } from '@slipway/ui';
import { Someone } from '../shared/Someone';
import { Actions } from './useActions';
import styles from '../shared/shared.module.css';

/** Actions about time, in the order of their buttons. */
const timeActions = ['extend', 'pin', 'unpin', 'wake'];

function factsOf({ time }: ResourceDetail): Fact[] {
  const instants: Array<[string, string | null]> = [
    ['Owners are told', time.warnAt],
    ['Paused', time.pauseAt],
    ['Deleted', time.deleteAt],
    ['Can be extended until', time.extendableUntil],
  ];
  return instants.flatMap(([label, instant]) =>
    instant ? [{ label, value: <CountdownText instant={instant} /> }] : [],
  );
}

function Pinned(props: { resource: ResourceDetail }) {
  const { pin } = props.resource.time;
  if (!pin) return null;
  return (
    <Text as="p" variant="body-medium">
      Pinned by <Someone who={pin.by} />
      {pin.until && ` until ${formatDay(pin.until)}`}: “{pin.reason}”
    </Text>
  );
}

/** When it ends, what happens before, and how to put it off. */
export function TimePanel(props: {
  resource: ResourceDetail;
  actions: Actions;
}) {
  const { resource, actions } = props;
  const { pin, expiresAt } = resource.time;
  const buttons = timeActions.flatMap(id =>
    resource.actions.filter(action => action.id === id && action.allowed),
  );
  return (
    <Panel title="Time" headingLevel={2}>
      <Pinned resource={resource} />
      {!pin && !expiresAt && (
        <Text as="p" variant="body-small" color="secondary">
          It lives until somebody deletes it.
        </Text>
      )}
      {!pin && expiresAt && (
        <Text as="p" variant="body-large" weight="bold">
          Expires <CountdownText instant={expiresAt} />
        </Text>
      )}
      {!pin && expiresAt && <FactList stacked facts={factsOf(resource)} />}
      {buttons.length > 0 && (
        <div className={styles.actions}>
          {buttons.map(action => (
            <Button
              key={action.id}
              size="small"
              variant="secondary"
              onPress={() => actions.ask(action)}
            >
              {action.title}
            </Button>
          ))}
        </div>
      )}
    </Panel>
  );
}
