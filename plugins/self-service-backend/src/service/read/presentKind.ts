import {
  KindView,
  requestFields,
  requestJsonSchema,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { actionsOf, presentAction } from '../../kinds/actionsOf';

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
    actions: actionsOf(kind).map(presentAction),
  };
}
