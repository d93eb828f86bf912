import { JsonObject } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
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
    const record = (event: string, differences: Described[]) =>
      recordItems(pass, trx, current, { event, differences });
    const over = known.filter(
      open => !drifts.some(drift => isSame(open, drift)),
    );
    const ended = await endOver(trx, over, now);
    await record('resource.drift.found', fresh);
    await record('resource.drift.corrected', ended.corrected.map(fromRow));
    await record('resource.drift.gone', ended.gone.map(fromRow));
  });
  const any = drifts.length > 0 || known.length > 0;
  return { findings, fresh, any };
}

/** What is not different any more, by us or by itself. */
async function endOver(
  trx: Knex,
  over: DriftRow[],
  now: Date,
): Promise<{ corrected: DriftRow[]; gone: DriftRow[] }> {
  // It was about to be put right when a replica died, and it is right now.
  const corrected = over.filter(({ mode }) => mode === 'enforce');
  const gone = over.filter(({ mode }) => mode !== 'enforce');
  await endDrift(trx, idsOf(corrected), { state: 'corrected', now });
  await endDrift(trx, idsOf(gone), { state: 'gone', now });
  return { corrected, gone };
}

/** One record for each item. */
async function recordItems(
  { engine }: Pass,
  trx: Knex,
  row: ResourceRow,
  of: { event: string; differences: Described[] },
): Promise<void> {
  for (const item of byItem(of.differences)) {
    await engine.audit.append(trx, {
      ...recordOf(row),
      event: of.event,
      ...describeDrift(item),
    });
  }
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
