import { Condition, ResourceState } from '@slipway/plugin-self-service-common';
import { listOpenDrift } from '../store/drift';
import { moveResource } from '../store/moveResource';
import { ResourceRow } from '../store/rows';
import { withJson } from '../store/withJson';
import { mergeConditions } from './conditions';
import { NotCorrected } from './correctDrift';
import { Pass } from './pass';
import { RecordedDrift } from './recordDrift';
import { tellOwners } from './tell';

/**
 * The state that follows from what is still open, and one word to the owners
 * about what is new.
 *
 * @returns whether there was anything to write
 */
export async function settleDrift(
  pass: Pass,
  row: ResourceRow,
  drift: RecordedDrift & { failed: NotCorrected[] },
): Promise<boolean> {
  const before = row.conditions.find(({ type }) => type === 'Synced');
  if (!drift.any && before?.status === 'true' && row.state !== 'drifted') {
    return false;
  }
  const after = await writeState(pass, drift.failed);
  const newlyDrifted = after.state === 'drifted' && row.state !== 'drifted';
  if (drift.fresh.length > 0 || newlyDrifted) {
    await tellWhat(pass, after, drift);
  }
  return true;
}

async function writeState(
  pass: Pass,
  failed: NotCorrected[],
): Promise<ResourceRow> {
  const { engine, lease } = pass;
  const now = engine.now();
  return lease.write(async (trx, row) => {
    const open = await listOpenDrift(trx, row.id);
    const conditions = mergeConditions(
      row.conditions,
      [syncedCondition(open.length, failed)],
      now,
    );
    const state = stateWith(row, open.length > 0);
    if (state !== row.state) {
      return moveResource(trx, row, state, { now, set: { conditions } });
    }
    await trx<ResourceRow>('resources')
      .where({ id: row.id })
      .update(withJson({ conditions }));
    return row;
  });
}

function syncedCondition(
  open: number,
  failed: NotCorrected[],
): Omit<Condition, 'since'> {
  return {
    type: 'Synced',
    status: open > 0 ? 'false' : 'true',
    reason: open > 0 ? 'Differs' : 'AsWanted',
    message:
      failed.length > 0
        ? failed.map(({ item, cause }) => `${item}: ${cause}`).join(' ')
        : describeOpen(open),
  };
}

async function tellWhat(
  pass: Pass,
  row: ResourceRow,
  drift: RecordedDrift & { failed: NotCorrected[] },
): Promise<void> {
  const items = [
    ...new Set([
      ...drift.fresh.map(({ item }) => item.key),
      ...drift.failed.map(({ item }) => item),
    ]),
  ];
  await tellOwners(pass, row, {
    title: `${row.name} is not as it should be`,
    description: `${items.join(', ')} ${
      items.length === 1 ? 'differs' : 'differ'
    } from what was asked for.`,
    severity: 'normal',
    topic: `drift:${pass.engine.now().toISOString()}`,
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
