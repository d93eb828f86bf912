import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { SelfServiceReconciler } from '../reconciler/SelfServiceReconciler';
import { requestAction } from '../service/requestAction';
import { submitRequest } from '../service/submitRequest';
import { ResourceRow } from '../store/rows';
import { byAna, checkout, freshEngines, TestEngine } from './engine';
import { recordKind, zoneTarget } from './recordKind';

const freshEngine = freshEngines();
let engine: TestEngine;
let folder: string;

beforeEach(async () => {
  engine = await freshEngine();
  folder = await mkdtemp(join(tmpdir(), 'zone-'));
  engine.kinds.addKind(recordKind(folder));
  engine.kinds.addTarget(zoneTarget());
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function reconcile(): Promise<ResourceRow> {
  const [{ id }] = await engine.knex<ResourceRow>('resources');
  const reconciler = new SelfServiceReconciler({
    engine,
    random: () => 0.5,
    sleep: async () => {},
  });
  await engine.knex('resources').update({ next_run_at: engine.now() });
  await reconciler.reconcileOnce(id);
  const [row] = await engine.knex<ResourceRow>('resources');
  return row;
}

const file = async () =>
  JSON.parse(await readFile(join(folder, 'shop.json'), 'utf8'));

const ask = (fields: object = {}) =>
  submitRequest(engine, {
    kind: 'dns-record',
    inputs: {
      name: 'shop',
      team: checkout,
      environment: 'dev',
      address: '192.0.2.10',
      ...fields,
    },
    requester: byAna,
  });

describe('the kind of docs/kinds.md', () => {
  it('is the code of the page', async () => {
    const root = resolvePackagePath('@slipway/plugin-self-service-backend');
    const page = await readFile(join(root, '../../docs/kinds.md'), 'utf8');
    const code = await readFile(
      join(root, 'src/__testUtils__/recordKind.ts'),
      'utf8',
    );
    expect(page).toContain(code);
  });

  it('is made, changed, put back and removed', async () => {
    await ask();
    expect(await reconcile()).toMatchObject({ state: 'ready' });
    expect(await file()).toMatchObject({ address: '192.0.2.10' });

    const { id } = await reconcile();
    await requestAction(engine, {
      resourceId: id,
      action: 'change-address',
      input: { address: '192.0.2.20' },
      requester: byAna,
    });
    await reconcile();
    expect(await file()).toMatchObject({ address: '192.0.2.20' });

    await writeFile(
      join(folder, 'shop.json'),
      JSON.stringify({ ...(await file()), address: '203.0.113.9' }),
    );
    engine.clock.now = new Date(engine.clock.now.getTime() + 3_600_000);
    await reconcile();
    expect(await file()).toMatchObject({ address: '192.0.2.20' });
    expect(
      await engine.knex('audit').where({ event: 'resource.drift.corrected' }),
    ).toHaveLength(1);

    await requestAction(engine, {
      resourceId: id,
      action: 'destroy',
      input: { confirmName: 'shop' },
      requester: byAna,
    });
    expect(await reconcile()).toMatchObject({ state: 'destroyed' });
    await expect(file()).rejects.toThrow(/ENOENT/);
  });

  it.each([
    [{ address: '192.0.2.300' }, /address: must be an IPv4 address/],
    [{ name: 'Shop!' }, /name: must be/],
    [{ lifetime: 1 }, /lifetime/],
    [{ port: 80 }, /port: is not a field of this request; remove it/],
  ])('refuses %j', async (fields, message) => {
    await expect(ask(fields)).rejects.toThrow(message);
  });
});
