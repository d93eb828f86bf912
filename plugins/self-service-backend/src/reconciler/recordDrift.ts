import { JsonObject } from '@slipway/plugin-self-service-common';
import { Duration } from 'luxon';
import {
  countCorrections,
  endDrift,
  isSame,
  listOpenDrift,
  NewDrift,
  seeDrift,
} from '../store/drift';
import { DriftRow, ResourceRow } from '../store/rows';
import { Finding } from './findDrift';
import { Pass, recordOf } from './pass';

/**
 * When a field was put right so often within an hour, somebody else wants it
 * otherwise: it is reported from then on, for neither side would ever win.
 */
const fight = { corrections: 5, within: Duration.fromObject({ hours: 1 }) };

export type RecordedDrift = {
  findings: Finding[];
  /** Reported for the first time. */
  fresh: Finding[];
  /** Whether anything differs, or did until now. */
  any: boolean;
};

/**
 * Writes down what differs, with a record of what is new and of what is gone,
 * before anything is put right: after a crash it is known what was meant.
 */
export async function recordDrift(
  pass: Pass,
  row: ResourceRow,
  found: Finding[],
): Promise<RecordedDrift> {
  const { engine, lease } = pass;
  const now = engine.now();
  const known = await listOpenDrift(engine.knex, row.id);
  if (found.length === 0 && known.length === 0) {
    return { findings: [], fresh: [], any: false };
  }
  const corrections = await countCorrections(engine.knex, {
    resourceId: row.id,
    since: new Date(now.getTime() - fight.within.toMillis()),
  });
  const findings = found.map(finding => endFight(finding, corrections));
  const drifts = findings
    .filter(({ mode }) => mode !== 'ignore')
    .map(toNewDrift);
  const over = known.filter(open => !drifts.some(drift => isSame(open, drift)));
  const fresh = findings.filter(
    finding =>
      finding.mode === 'report' &&
      !known.some(
        open => isSame(open, toNewDrift(finding)) && open.mode === 'report',
      ),
  );
  await lease.write(async (trx, current) => {
    await seeDrift(trx, {
      resourceId: row.id,
      found: drifts,
      known,
      now,
      newId: () => engine.newId(),
    });
    const corrected = over.filter(({ mode }) => mode === 'enforce');
    const gone = over.filter(({ mode }) => mode !== 'enforce');
    // It was about to be put right when a replica died, and it is right now.
    await endDrift(trx, idsOf(corrected), { state: 'corrected', now });
    await endDrift(trx, idsOf(gone), { state: 'gone', now });
    for (const item of byItem(fresh)) {
      await engine.audit.append(trx, {
        ...recordOf(current),
        event: 'resource.drift.found',
        ...describeDrift(item),
      });
    }
    for (const [event, rows] of [
      ['resource.drift.corrected', corrected],
      ['resource.drift.gone', gone],
    ] as const) {
      for (const item of byItem(rows.map(fromRow))) {
        await engine.audit.append(trx, {
          ...recordOf(current),
          event,
          ...describeDrift(item),
        });
      }
    }
  });
  const any = drifts.length > 0 || known.length > 0;
  return { findings, fresh, any };
}

type Described = Pick<Finding, 'path' | 'desired' | 'actual' | 'manager'> & {
  item: { key: string };
};

/** The differences of each item together. */
export function byItem<T extends { item: { key: string } }>(
  findings: T[],
): T[][] {
  return [...new Set(findings.map(({ item }) => item.key))].map(key =>
    findings.filter(({ item }) => item.key === key),
  );
}

/** As a record holds it: what it was, what it should be, and who made it so. */
export function describeDrift(findings: Described[]): {
  before: JsonObject;
  after: JsonObject;
} {
  const item = findings[0]?.item.key ?? '';
  const managers = new Set(findings.flatMap(({ manager }) => manager ?? []));
  const fields = (which: 'desired' | 'actual') =>
    Object.fromEntries(
      findings.map(finding => [finding.path || '(all)', finding[which]]),
    );
  return {
    before: { item, fields: fields('actual'), managers: [...managers] },
    after: { item, fields: fields('desired') },
  };
}

function endFight(
  finding: Finding,
  corrections: ReadonlyMap<string, number>,
): Finding {
  const times = corrections.get(`${finding.item.key} ${finding.path}`) ?? 0;
  return finding.mode === 'enforce' && times >= fight.corrections
    ? { ...finding, mode: 'report' }
    : finding;
}

function toNewDrift(finding: Finding): NewDrift {
  const { item, path, desired, actual, manager, mode } = finding;
  return {
    item_key: item.key,
    item_type: item.type,
    path,
    desired,
    actual,
    manager,
    mode,
  };
}

function fromRow(row: DriftRow): Described {
  const { path, desired, actual, manager } = row;
  return { item: { key: row.item_key }, path, desired, actual, manager };
}

function idsOf(rows: DriftRow[]): string[] {
  return rows.map(({ id }) => id);
}
