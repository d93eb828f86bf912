import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { ResourceDetail } from '@slipway/plugin-self-service-common';
import { ResourceAction } from './useActions';
import styles from './resource.module.css';

/** What is the case already, and its opposite: nobody looks for them. */
function pointless({ pinned, protected: isProtected }: ResourceDetail) {
  return [pinned ? 'pin' : 'unpin', isProtected ? 'protect' : 'unprotect'];
}

/** Those that make sense now; what takes something away comes last. */
function offered(resource: ResourceDetail): ResourceAction[] {
  const { actions, state } = resource;
  const hidden = pointless(resource);
  const now = actions.filter(
    action =>
      action.allowed ||
      (action.states.includes(state) && !hidden.includes(action.id)),
  );
  return [
    ...now.filter(action => !action.dangerous),
    ...now.filter(action => action.dangerous),
  ];
}

/** What can be done with a resource; why not, where it cannot be. */
export function ActionMenu(props: {
  resource: ResourceDetail;
  onAsk: (action: ResourceAction) => void;
}) {
  const { resource, onAsk } = props;
  const actions = offered(resource);
  if (actions.length === 0) return null;
  return (
    <MenuTrigger>
      <Button variant="secondary" iconEnd={<RiArrowDownSLine />}>
        Actions
      </Button>
      <Menu
        placement="bottom end"
        maxWidth="min(22rem, calc(100vw - 2rem))"
        disabledKeys={actions
          .filter(action => !action.allowed)
          .map(action => action.id)}
        onAction={id => {
          const action = actions.find(each => each.id === id);
          if (action) onAsk(action);
        }}
      >
        {actions.map(action => (
          <MenuItem
            key={action.id}
            id={action.id}
            textValue={action.title}
            className={styles.menuEntry}
            color={action.dangerous ? 'danger' : undefined}
          >
            <span className={styles.menuItem}>
              {action.title}
              {!action.allowed && action.whyNot && (
                <span className={styles.whyNot}>{action.whyNot}</span>
              )}
            </span>
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
