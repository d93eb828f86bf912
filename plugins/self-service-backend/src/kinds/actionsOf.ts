import { NotFoundError } from '@backstage/errors';
import {
  ActionView,
  fieldsOf,
  toJsonSchema,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { ActionDefinition, engineActions } from './engineActions';

/** What resources of a kind can be asked to do: its own actions first. */
export function actionsOf(kind: Kind): ActionDefinition[] {
  return [
    ...kind.actions.map(
      (action): ActionDefinition => ({
        id: action.id,
        type: action.type,
        title: action.title,
        description: action.description,
        dangerous: action.dangerous ?? false,
        states: action.states,
        schema: action.schema,
        fields: action.fields ?? {},
        right: 'members',
      }),
    ),
    ...engineActions.filter(
      ({ id }) => kind.pausable || !['pause', 'wake'].includes(id),
    ),
  ];
}

/** @throws NotFoundError that lists the actions there are */
export function findAction(kind: Kind, id: string): ActionDefinition {
  const actions = actionsOf(kind);
  const found = actions.find(action => action.id === id);
  if (!found) {
    throw new NotFoundError(
      `A ${kind.id} has no action '${id}'; there are ${actions
        .map(action => action.id)
        .join(', ')}`,
    );
  }
  return found;
}

/** An action as forms, the command line and agents need it. */
export function presentAction(action: ActionDefinition): ActionView {
  return {
    id: action.id,
    title: action.title,
    description: action.description,
    type: action.type,
    dangerous: action.dangerous,
    states: action.states,
    inputSchema: toJsonSchema(action.schema),
    fields: fieldsOf(action.schema, action.fields),
  };
}
