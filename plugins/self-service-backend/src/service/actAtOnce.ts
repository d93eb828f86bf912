import { ConflictError } from '@backstage/errors';
import {
  JsonObject,
  Preview,
  Problem,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { moveResource } from '../store/moveResource';
import { ResourceRow } from '../store/rows';
import { denyRequest } from './denyRequest';
import { describeResource } from './describeChange';
import { decideExtension } from './decideExtension';
import { judgeAtOnce } from './judgeAtOnce';
import { pinInput } from '../kinds/engineActions';
import type { CheckedAction } from './prepareAction';
import { emptyPreview } from './previewRequest';
import { actingRef } from './requester';
import { undoDestroy } from './undoDestroy';

/** What an action writes at once, and the record that it leaves. */
export type Effect =
  | {
      ok: true;
      event: string;
      set: Partial<ResourceRow>;
      /** For people, before they do it. */
      shown: Array<{ label: string; value: string }>;
    }
  | { ok: false; problems: Problem[] };

/**
 * Does what changes nothing at the target: extend, pin, unpin, protect,
 * unprotect, and the undo of a deletion.
 *
 * @returns the resource as it is then
 * @throws RequestDeniedError, or ConflictError when it changed meanwhile
 */
export async function actAtOnce(
  engine: Engine,
  checked: CheckedAction,
): Promise<ResourceRow> {
  const { action, resource, requester, kind } = checked;
  if (action.id === 'undo-destroy') {
    return undoDestroy(engine, checked);
  }
  const effect = effectOf(engine, checked);
  if (!effect.ok) {
    throw await denyRequest(engine, {
      title: `${action.title} ${resource.name}`,
      kind: kind.id,
      requester,
      problems: effect.problems,
    });
  }
  return writeEffect(engine, checked, effect);
}

/** What an action at once would do, for a form. */
export async function previewAtOnce(
  engine: Engine,
  checked: CheckedAction,
): Promise<Preview> {
  const { action, kind } = checked;
  const judged = await judgeAtOnce(engine, checked);
  const foreseen =
    action.type === 'issue' || action.id === 'undo-destroy'
      ? done('', {})
      : effectOf(engine, checked);
  const problems = [
    ...(foreseen.ok ? [] : foreseen.problems),
    ...judged.problems,
  ];
  return {
    ...emptyPreview(kind.id, action.id, problems),
    verdicts: judged.verdicts,
    acceptable: problems.length === 0,
    derived: foreseen.ok ? foreseen.shown : [],
  };
}

/** Writes what an action at once does, unless the resource changed meanwhile. */
export async function writeEffect(
  engine: Engine,
  checked: CheckedAction,
  effect: Extract<Effect, { ok: true }>,
): Promise<ResourceRow> {
  const { resource, requester, reason, actedKey = null } = checked;
  const written = await engine.knex.transaction(async trx => {
    const current = await trx<ResourceRow>('resources')
      .where({ id: resource.id })
      .forUpdate()
      .first();
    if (current?.state !== resource.state) {
      throw new ConflictError(
        `${resource.name} was ${resource.state} and is ${
          current?.state ?? 'gone'
        } now; look at it again and repeat`,
      );
    }
    if (actedKey !== null && current.acted_key === actedKey) {
      return current;
    }
    const row = await moveResource(trx, current, current.state, {
      now: engine.now(),
      set: { ...effect.set, acted_key: actedKey },
    });
    await engine.wakeUps.wake(trx, resource.id);
    await engine.audit.append(trx, {
      ...describeResource(row),
      event: effect.event,
      actor: requester.ref,
      onBehalfOf: requester.onBehalfOf ?? null,
      reason,
      before: recorded(current, effect.set),
      after: recorded(row, effect.set),
    });
    return row;
  });
  engine.announcer.changed({ resourceId: resource.id });
  return written;
}

function effectOf(engine: Engine, checked: CheckedAction): Effect {
  const { action, resource, reason, requester, input } = checked;
  switch (action.id) {
    case 'extend':
      return decideExtension(engine, resource, input);
    case 'pin': {
      const until = pinInput.parse(input).until ?? null;
      if (until !== null && new Date(until) <= engine.now()) {
        return refused('until', 'is over already; give an instant to come');
      }
      const pin = { reason: reason ?? '', by: actingRef(requester), until };
      return done('resource.pinned', { pin }, [
        { label: 'Pinned until', value: until ?? 'it is unpinned' },
      ]);
    }
    case 'unpin':
      return resource.pin
        ? done('resource.unpinned', { pin: null })
        : refused('', `${resource.name} is not pinned`);
    case 'protect':
      return resource.protected
        ? refused('', `${resource.name} is protected already`)
        : done('resource.protected', { protected: true });
    case 'unprotect':
      return resource.protected
        ? done('resource.unprotected', { protected: false })
        : refused('', `${resource.name} is not protected`);
    default:
      throw new Error(`The action '${action.id}' is not done at once`);
  }
}

function done(
  event: string,
  set: Partial<ResourceRow>,
  shown: Array<{ label: string; value: string }> = [],
): Effect {
  return { ok: true, event, set, shown };
}

function refused(field: string, message: string): Effect {
  return { ok: false, problems: [{ field, message }] };
}

/** The columns that an action writes, as JSON. */
function recorded(row: ResourceRow, set: Partial<ResourceRow>): JsonObject {
  const values = Object.entries(row).filter(([column]) =>
    Object.hasOwn(set, column),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(values)));
}
