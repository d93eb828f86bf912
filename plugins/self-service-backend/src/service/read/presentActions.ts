import {
  fieldsOf,
  ResourceDetail,
  toJsonSchema,
} from '@slipway/plugin-self-service-common';
import { Caller, Engine } from '../../ports';
import { ResourceRow } from '../../store/rows';
import { kindOf } from './presentResource';

export async function presentActions(
  engine: Engine,
  row: ResourceRow,
  _caller: Caller,
): Promise<ResourceDetail['actions']> {
  return (kindOf(engine.kinds, row)?.actions ?? []).map(action => ({
    id: action.id,
    title: action.title,
    description: action.description,
    type: action.type,
    dangerous: action.dangerous ?? false,
    states: action.states,
    inputSchema: toJsonSchema(action.schema),
    fields: fieldsOf(action.schema, action.fields ?? {}),
    allowed: false,
    whyNot: 'Not offered yet.',
  }));
}
