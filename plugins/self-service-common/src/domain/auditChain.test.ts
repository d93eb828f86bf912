import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { AuditRecord } from '../api';
import { auditRecordText, ChainCheck, ChainCheckOptions } from './auditChain';
import { JsonObject } from './json';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

const contents = fc.record({
  at: fc
    .integer({ min: 0, max: 2 ** 41 })
    .map(milliseconds => new Date(milliseconds).toISOString()),
  event: fc.constantFrom('request.submitted', 'request.approved'),
  actor: fc.constantFrom('slipway', 'user:default/ana.brandt'),
  onBehalfOf: fc.option(fc.string()),
  resourceId: fc.option(fc.uuid()),
  resourceName: fc.option(fc.string()),
  requestId: fc.option(fc.uuid()),
  kind: fc.option(fc.string()),
  team: fc.option(fc.string()),
  environment: fc.option(fc.string()),
  reason: fc.option(fc.string({ unit: 'grapheme' })),
  planHash: fc.option(fc.string()),
  before: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
  after: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
});

function link(entries: object[], start = { sequence: 0, hash: '' }) {
  let last = start;
  return entries.map(entry => {
    const record = {
      ...entry,
      sequence: last.sequence + 1,
      previousHash: last.hash,
    } as AuditRecord;
    record.hash = sha256(auditRecordText(record));
    last = record;
    return record;
  });
}

const chains = fc
  .array(contents, { minLength: 2, maxLength: 8 })
  .map(entries => link(entries));

function check(
  records: AuditRecord[],
  options: Partial<ChainCheckOptions> = {},
) {
  const follow = new ChainCheck({ sha256, ...options });
  records.every(record => follow.add(record));
  return follow.finish();
}

/** With the ends that the database keeps apart from the records. */
function checkStored(records: AuditRecord[], original: AuditRecord[]) {
  return check(records, {
    anchor: { sequence: 0, hash: '' },
    head: original[original.length - 1],
  });
}

const others: Record<string, unknown> = {
  at: '2031-01-01T00:00:00.000Z',
  before: { other: 1 } satisfies JsonObject,
  after: { other: 1 } satisfies JsonObject,
  sequence: 99,
};

describe('ChainCheck', () => {
  it('follows a chain, and any part of it', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, nat) => {
        const from = nat % chain.length;
        expect(checkStored(chain, chain)).toMatchObject({
          intact: true,
          records: chain.length,
          first: 1,
          last: chain.length,
          anchor: null,
          head: { sequence: chain.length },
        });
        expect(check(chain.slice(from))).toMatchObject({
          intact: true,
          first: from + 1,
        });
      }),
    );
  });

  it('finds any field that was changed, also when the hash was made to fit', () => {
    fc.assert(
      fc.property(
        chains,
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (chain, a, b, fit) => {
          const at = a % chain.length;
          const fields = Object.keys(chain[at]);
          const field = fields[b % fields.length];
          const changed = { ...chain[at], [field]: others[field] ?? 'other' };
          if (fit) {
            changed.hash = sha256(auditRecordText(changed));
          }
          const records = chain.with(at, changed);
          const isSame = fit && field === 'hash';
          expect(checkStored(records, chain).intact).toBe(isSame);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('finds records that were removed, swapped, repeated or brought in', () => {
    fc.assert(
      fc.property(chains, contents, fc.nat(), (chain, entry, nat) => {
        const at = nat % chain.length;
        const next = (at + 1) % chain.length;
        const [foreign] = link([entry], chain[at]);
        for (const records of [
          chain.toSpliced(at, 1),
          chain.slice(0, at),
          chain.with(at, chain[next]).with(next, chain[at]),
          chain.toSpliced(at, 0, chain[at]),
          chain.toSpliced(at + 1, 0, foreign),
        ]) {
          expect(checkStored(records, chain)).toMatchObject({
            intact: false,
            broken: { sequence: expect.any(Number) },
          });
        }
      }),
    );
  });

  it('shows by a link noted elsewhere that the whole chain was written anew', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, nat) => {
        const noted = chain[nat % chain.length];
        const anew = link(chain.map(entry => ({ ...entry, actor: 'nobody' })));
        expect(checkStored(anew, anew).intact).toBe(true);
        const end = anew[anew.length - 1];
        expect(check(anew, { head: end, noted })).toMatchObject({
          intact: false,
          broken: { message: expect.stringContaining('noted') },
        });
        expect(check(chain, { noted }).intact).toBe(true);
        const kept = chain.slice(noted.sequence);
        expect(check(kept, { anchor: noted, noted }).intact).toBe(true);
      }),
    );
  });

  it('says which record, and in what', () => {
    const [one, two, three] = link([{}, {}, {}]);
    const messages = [
      [one, three],
      [one, { ...two, reason: 'because' }],
      [one, three, two],
      [one],
    ].map(records => checkStored(records, [one, two, three]).broken?.message);
    expect(messages).toEqual([
      'Record 2 is missing: record 3 stands in its place.',
      'Record 2 was changed after it was written: its hash does not fit what it says.',
      'Record 2 is missing: record 3 stands in its place.',
      'Records 2 to 3 are missing at the end.',
    ]);
  });
});
