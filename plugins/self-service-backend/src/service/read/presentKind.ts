import {
  fieldsOf,
  KindView,
  requestFields,
  requestJsonSchema,
  toJsonSchema,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';

/** A kind as forms, the command line and agents need it. */
export function presentKind(kind: Kind): KindView {
  const { adoptable } = kind;
  return {
    id: kind.id,
    title: kind.title,
    description: kind.description,
    templateVersions: kind.templateVersions,
    requestSchema: requestJsonSchema(kind.schema, { adoptable }),
    fields: requestFields(kind.schema, { adoptable, words: kind.fields }),
    actions: kind.actions.map(action => ({
      id: action.id,
      title: action.title,
      description: action.description,
      type: action.type,
      dangerous: action.dangerous ?? false,
      states: action.states,
      inputSchema: toJsonSchema(action.schema),
      fields: fieldsOf(action.schema, action.fields ?? {}),
    })),
  };
}
