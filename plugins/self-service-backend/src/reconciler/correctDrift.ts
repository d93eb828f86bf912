import { Plan } from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
} from '@slipway/plugin-self-service-node';
import { endDrift, listOpenDrift } from '../store/drift';
import { writeInventory } from '../store/inventory';
import { describeProblem } from './describeFailure';
import { enforcedItem, Finding } from './findDrift';
import { Pass, recordOf } from './pass';
import { byItem, describeDrift, RecordedDrift } from './recordDrift';
import { stepContext } from './stepContext';

/** An item that could not be put back, and why. */
export type NotCorrected = { item: string; cause: string };

/**
 * Puts back what is enforced, item by item, each with one record of what it
 * was, what it is again, and who had made it so.
 *
 * @returns of how many items it was put back, and what could not be: that stays
 *   open and is tried again
 */
export async function correctDrift(
  pass: Pass,
  of: {
    resource: DesiredResource;
    plan: Plan;
    inventory: InventoryEntry[];
  },
  recorded: RecordedDrift,
): Promise<{ corrected: number; failed: NotCorrected[] }> {
  const failed: NotCorrected[] = [];
  let corrected = 0;
  for (const findings of byItem(recorded.findings)) {
    const enforced = findings.filter(({ mode }) => mode === 'enforce');
    if (enforced.length > 0) {
      const problem = await correctItem(pass, of, findings, enforced);
      failed.push(...(problem ? [problem] : []));
      corrected += problem ? 0 : 1;
    }
  }
  return { corrected, failed };
}

async function correctItem(
  pass: Pass,
  of: Parameters<typeof correctDrift>[1],
  findings: Finding[],
  enforced: Finding[],
): Promise<NotCorrected | undefined> {
  const { engine, kind, lease } = pass;
  const { item } = enforced[0];
  const kept = findings.filter(({ mode }) => mode !== 'enforce');
  try {
    await lease.assert();
    const entry = await kind.drift.restore(
      stepContext(pass, { ...of, request: null, outputs: {} }),
      enforcedItem(item, kept),
    );
    await recordCorrection(pass, enforced, entry);
    return undefined;
  } catch (error) {
    lease.signal.throwIfAborted();
    const { cause } = describeProblem(error);
    engine.logger.warn(
      `Drift of ${item.key} of ${of.resource.name} could not be corrected: ${cause}`,
    );
    return { item: item.key, cause };
  }
}

async function recordCorrection(
  pass: Pass,
  enforced: Finding[],
  entry: InventoryEntry,
): Promise<void> {
  const { engine, lease } = pass;
  const now = engine.now();
  await lease.write(async (trx, row) => {
    await writeInventory(trx, row.id, { present: [entry], now });
    const open = await listOpenDrift(trx, row.id);
    const ids = open
      .filter(drift =>
        enforced.some(
          ({ item, path }) =>
            item.key === drift.item_key && path === drift.path,
        ),
      )
      .map(({ id }) => id);
    await endDrift(trx, ids, { state: 'corrected', now });
    await engine.audit.append(trx, {
      ...recordOf(row),
      event: 'resource.drift.corrected',
      ...describeDrift(enforced),
    });
  });
}
