import {
  addDuration,
  JsonObject,
  Problem,
} from '@slipway/plugin-self-service-common';
import { extendInput } from '../kinds/engineActions';
import { Engine } from '../ports';
import { latestEnd } from '../reconciler/lifeOf';
import { ResourceRow } from '../store/rows';

/** The end that an extension gives, or why it gives none. */
export type Extension =
  | {
      ok: true;
      event: 'resource.extended';
      set: Pick<ResourceRow, 'expires_at'>;
      shown: Array<{ label: string; value: string }>;
    }
  | { ok: false; problems: Problem[] };

/**
 * How long a resource lives after an extension: so much from its end, or from
 * now when that is over, and never beyond the maximum of its environment. Asked
 * for no certain time, it gets its time to live again, or what is left of the
 * maximum.
 */
export function decideExtension(
  engine: Engine,
  resource: ResourceRow,
  input: JsonObject,
): Extension {
  if (resource.expires_at === null) {
    return refused('', `${resource.name} does not expire; nothing to extend`);
  }
  const asked = extendInput.parse(input).by;
  // Undefined for an environment that the settings have no more.
  const environment = engine.settings.environments[resource.environment];
  const by = asked ?? resource.ttl ?? environment?.defaultTtl;
  if (by === undefined) {
    return refused('by', 'is missing; say how much longer, such as P30D');
  }
  const now = engine.now();
  const from = resource.expires_at > now ? resource.expires_at : now;
  const wanted = addDuration(from, by);
  const latest = latestEnd(engine.settings, resource);
  const end =
    asked === undefined && latest !== null && wanted > latest ? latest : wanted;
  if (latest !== null && end > latest) {
    return refused(
      'by',
      `leads to ${end.toISOString()}, and in ${
        resource.environment
      } nothing lives beyond its maximum, here ${latest.toISOString()}; ask for less, or have it pinned`,
    );
  }
  if (end <= resource.expires_at || end <= now) {
    return refused(
      '',
      `${resource.name} cannot be extended: it reaches the maximum of ${
        resource.environment
      } on ${resource.expires_at.toISOString()}; have it pinned if it must stay`,
    );
  }
  return {
    ok: true,
    event: 'resource.extended',
    set: { expires_at: end },
    shown: [{ label: 'Expires', value: end.toISOString() }],
  };
}

function refused(field: string, message: string): Extension {
  return { ok: false, problems: [{ field, message }] };
}
