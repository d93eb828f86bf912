import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuditRecord,
  auditRecordText,
  ChainCheck,
} from '@slipway/plugin-self-service-common';
import { cli } from '../../__testUtils__/cli';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

function chainOf(length: number, actor = 'user:default/ana.brandt') {
  const chain: AuditRecord[] = [];
  for (let turn = 1; turn <= length; turn++) {
    const record: AuditRecord = {
      sequence: turn,
      at: new Date(Date.UTC(2026, 2, 2, 9, turn)).toISOString(),
      event: 'request.submitted',
      actor,
      onBehalfOf: null,
      resourceId: null,
      resourceName: `space-${turn}`,
      requestId: null,
      kind: 'namespace',
      team: 'group:default/checkout',
      environment: 'dev',
      reason: 'two\u2028lines \u001b[31mred',
      planHash: null,
      before: null,
      after: { turn, ['__proto__']: 'kept' },
      previousHash: chain.at(-1)?.hash ?? '',
      hash: '',
    };
    record.hash = sha256(auditRecordText(record));
    chain.push(record);
  }
  return chain;
}

const linkOf = ({ sequence, hash }: AuditRecord) => `${sequence}:${hash}`;

/** A portal's audit; a test changes what it holds. */
const portal = { records: chainOf(5), cut: false, asked: [] as string[] };
let server: Server;
let url: string;
let folder: string;

function check() {
  const chain = new ChainCheck({
    sha256,
    anchor: { sequence: 0, hash: '' },
  });
  portal.records.forEach(record => chain.add(record));
  return chain.finish();
}

function answer(path: string, query: URLSearchParams, res: ServerResponse) {
  switch (path) {
    case '/api/self-service/audit':
      res.end(
        JSON.stringify({
          items: portal.records.slice(0, Number(query.get('limit'))),
          total: portal.records.length,
          next: '2',
        }),
      );
      return;
    case '/api/self-service/audit/check':
      res.end(JSON.stringify(check()));
      return;
    case '/api/self-service/audit/export':
      res.write(
        portal.records.map(record => `${JSON.stringify(record)}\n`).join(''),
      );
      if (portal.cut) {
        setTimeout(() => res.destroy(), 20);
      } else {
        res.end();
      }
      return;
    default:
      res.writeHead(404).end();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-audit-'));
  server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://x');
    portal.asked.push(`${pathname}?${searchParams}`);
    answer(pathname, searchParams, res);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  portal.records = chainOf(5);
  portal.cut = false;
  portal.asked = [];
});

const run = (...args: string[]) =>
  cli(['audit', ...args, '--url', url, '--token', 'secret'], { cwd: folder });

describe('slipway audit list', () => {
  it('shows who did what, by the filters, as text that cannot steer a terminal', async () => {
    const { code, stdout, stderr } = await run(
      ...['list', '--event', 'request.*', '--limit', '2'],
      ...['--resource', '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11'],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/No\. +At \(UTC\) +Event +By/);
    expect(stdout).toMatch(
      /1 +2026-03-02 09:01 +request\.submitted +user:default\/ana\.brandt +space-1/,
    );
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('2 of 5; go on with --cursor 2');
    expect(portal.asked).toEqual([
      '/api/self-service/audit?event=request.*&resourceId=8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11&limit=2',
    ]);
  });
});

describe('slipway audit export', () => {
  it('writes NDJSON, to standard output or to a file', async () => {
    const lines = (await run('export')).stdout.trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line))).toEqual(portal.records);
    const { stdout } = await run('export', '--file', 'audit.ndjson');
    expect(stdout).toBe('Wrote 5 records to audit.ndjson.\n');
    expect(await readFile(join(folder, 'audit.ndjson'), 'utf8')).toBe(
      `${lines.join('\n')}\n`,
    );
  });

  it('does not leave half a file under the name of a whole one', async () => {
    portal.cut = true;
    const { code, stderr } = await run('export', '--file', 'half.ndjson');
    expect(code).toBe(1);
    expect(stderr).toMatch(/stopped in the middle/);
    expect(await readdir(folder)).not.toContain('half.ndjson');
  });
});

describe('slipway audit verify', () => {
  it('asks the portal, and says what to note', async () => {
    const { code, stdout } = await run('verify');
    expect(code).toBe(0);
    expect(stdout).toContain('The audit is whole: 5 records, 1 to 5.');
    expect(stdout).toContain(`--noted: ${linkOf(portal.records[4])}`);
    expect(portal.asked).toEqual(['/api/self-service/audit/check?']);
  });

  it.each([['verify'], ['verify', '--here']])(
    'ends with 1 when a record was changed (%s %s)',
    async (...args) => {
      portal.records[2].reason = 'another';
      const { code, stdout, stderr } = await run(...args);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain(
        'The audit is not whole. Record 3 was changed after it was written',
      );
    },
  );

  it('finds with an earlier note that the chain was written anew', async () => {
    const noted = linkOf(portal.records[3]);
    expect((await run('verify', '--noted', noted)).code).toBe(0);
    portal.records = chainOf(6, 'user:default/nobody');
    expect((await run('verify', '--here')).code).toBe(0);
    const { code, stderr } = await run('verify', '--noted', noted);
    expect(code).toBe(1);
    expect(stderr).toContain('Record 4 has another hash than was noted');
    expect((await run('verify', '--noted', '4:abc')).code).toBe(2);
  });

  it('checks a file without a portal, and a part of the chain', async () => {
    const path = join(folder, 'part.ndjson');
    const lines = portal.records.slice(2).map(record => JSON.stringify(record));
    await writeFile(path, lines.join('\n'));
    const whole = await run('verify', '--file', 'part.ndjson', '--json');
    expect(JSON.parse(whole.stdout)).toMatchObject({
      intact: true,
      first: 3,
      last: 5,
      anchor: { sequence: 2 },
    });
    await writeFile(path, [lines[0], lines[2]].join('\n'));
    const gap = await run('verify', '--file', 'part.ndjson');
    expect(gap.stderr).toContain('Record 4 is missing');
    await writeFile(path, 'not a record\n');
    const odd = await run('verify', '--file', 'part.ndjson');
    expect(odd.stderr).toContain('Line 1 of part.ndjson is not a record');
    expect([gap.code, odd.code, portal.asked]).toEqual([1, 1, []]);
  });
});
