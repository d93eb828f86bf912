import {
  FieldChange,
  JsonObject,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { MANAGED_BY, RESOURCE_ID } from '../live/objects/liveObject';

/** By which a namespace says, for people and reports, whose it is. */
const TEAM = 'team';

const isOwnName = (name: string) =>
  name === MANAGED_BY || name.startsWith('slipway.dev/');

const metadataSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.unknown()).nullish(),
      annotations: z.record(z.string(), z.unknown()).nullish(),
    })
    .prefault({}),
});

/** What is told of an object that others made, before it is taken over. */
export const takeOver: NonNullable<Kind['takeOver']> = { isMark, whyNot };

function isMark({ path, after }: FieldChange): boolean {
  return ['metadata.labels', 'metadata.annotations'].some(place =>
    path === place
      ? // It has none at all, so that all of ours are missing at once.
        typeof after === 'object' &&
        after !== null &&
        Object.keys(after).every(isOwnName)
      : path.startsWith(`${place}.`) && isOwnName(path.slice(place.length + 1)),
  );
}

function whyNot(item: PlanItem, actual: JsonObject): string | undefined {
  const wanted = metadataOf(item.desired);
  const found = metadataOf(actual);
  const owner = found.annotations?.[RESOURCE_ID];
  if (owner !== undefined && owner !== wanted.annotations?.[RESOURCE_ID]) {
    return `belongs to another request: resource ${String(owner)}`;
  }
  const team = found.labels?.[TEAM];
  return item.type === 'Namespace' &&
    team !== undefined &&
    team !== wanted.labels?.[TEAM]
    ? `is of the team ${String(team)} by its label ${TEAM}`
    : undefined;
}

function metadataOf(object: JsonObject) {
  return metadataSchema.parse(object).metadata;
}
