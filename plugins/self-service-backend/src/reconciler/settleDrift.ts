import { ResourceState } from '@slipway/plugin-self-service-common';
import { listOpenDrift } from '../store/drift';
import { moveResource, withJson } from '../store/moveResource';
import { ResourceRow } from '../store/rows';
import { mergeConditions } from './conditions';
import { NotCorrected } from './correctDrift';
import { Pass } from './pass';
import { RecordedDrift } from './recordDrift';
import { tellOwners } from './tell';

/**
 * The state that follows from what is still open, and one word to the owners
 * about what is new.
 */
export async function settleDrift(
  pass: Pass,
  recorded: RecordedDrift,
  failed: NotCorrected[],
): Promise<void> {
  const { engine, lease } = pass;
  const now = engine.now();
  const { before, after } = await lease.write(async (trx, row) => {
    const open = await listOpenDrift(trx, row.id);
    const state = stateWith(row, open.length > 0);
    const conditions = mergeConditions(
      row.conditions,
      [
        {
          type: 'Synced',
          status: open.length > 0 ? 'false' : 'true',
          reason: open.length > 0 ? 'Differs' : 'AsWanted',
          message:
            failed.length > 0
              ? failed.map(({ item, cause }) => `${item}: ${cause}`).join(' ')
              : describeOpen(open.length),
        },
      ],
      now,
    );
    if (state !== row.state) {
      const moved = await moveResource(trx, row, state, {
        now,
        set: { conditions },
      });
      return { before: row, after: moved };
    }
    await trx<ResourceRow>('resources')
      .where({ id: row.id })
      .update(withJson({ conditions }));
    return { before: row, after: row };
  });
  const newlyDrifted = after.state === 'drifted' && before.state !== 'drifted';
  if (recorded.fresh.length === 0 && !newlyDrifted) {
    return;
  }
  const items = [
    ...new Set([
      ...recorded.fresh.map(({ item }) => item.key),
      ...failed.map(({ item }) => item),
    ]),
  ];
  await tellOwners(pass, after, {
    title: `${after.name} is not as it should be`,
    description: `${items.join(', ')} ${
      items.length === 1 ? 'differs' : 'differ'
    } from what was asked for.`,
    severity: 'normal',
    topic: `drift:${now.toISOString()}`,
  });
}

function stateWith(row: ResourceRow, drifted: boolean): ResourceState {
  if (row.state === 'ready' && drifted) {
    return 'drifted';
  }
  return row.state === 'drifted' && !drifted ? 'ready' : row.state;
}

function describeOpen(open: number): string {
  if (open === 0) {
    return 'All is as it should be.';
  }
  return open === 1
    ? 'One field is not as it should be.'
    : `${open} fields are not as they should be.`;
}
