import { JsonObject } from '@backstage/types';
import { testDatabase } from '@slipway/testing';
import { parse } from 'yaml';
import { temporaryFolder } from '../__testUtils__/gitTarget';
import { bareRemote } from '../__testUtils__/remoteRepository';
import { call, priya, ProofPortal, startPortal } from './__testUtils__/portal';
import { askForNamespace, resourceWhen, settled } from './__testUtils__/wishes';

jest.setTimeout(180_000);

describe('a change of settings that reaches what stands', () => {
  const database = testDatabase();
  const portals: ProofPortal[] = [];
  afterAll(() => Promise.all(portals.map(portal => portal.stop())));

  /** As docs/clusters.md has it: looked at first, then let act. */
  it('is shown field by field where drift is reported, and acts where it is not', async () => {
    const remote = await bareRemote();
    const folder = await temporaryFolder();
    const start = async (namespaces: JsonObject, drift: JsonObject) => {
      await portals.shift()?.stop();
      const portal = await startPortal({
        database: await database.url(),
        workingDirectory: folder,
        targets: [{ type: 'git', name: 'git', repository: remote.path }],
        namespaces,
        settings: { drift },
      });
      portals.push(portal);
      return portal;
    };
    const role = async () => {
      const file = 'environments/git/checkout/checkout-till/rbac.yaml';
      return parse(await remote.git('show', `main:${file}`)).roleRef.name;
    };

    const before = await start({}, {});
    const wish = await askForNamespace(before, { name: 'checkout-till' });
    await settled(before, wish.id);
    expect(await role()).toBe('edit');

    const changed = { access: { teamRole: 'view' } };
    const previewed = await start(changed, {
      modes: [{ kind: 'namespace', type: '*', path: '*', mode: 'report' }],
    });
    await call(previewed, priya, 'POST', '/sweep', {});
    const shown = await resourceWhen(
      previewed,
      wish.resourceId,
      ({ state }) => state === 'drifted',
    );
    expect(shown.drift).toMatchObject([
      {
        itemKey: 'RoleBinding/slipway-team',
        field: { path: 'roleRef.name', before: 'view', after: 'edit' },
        mode: 'report',
        state: 'open',
      },
    ]);
    expect(await role()).toBe('edit');

    const acting = await start(changed, {});
    await call(acting, priya, 'POST', '/sweep', {});
    await resourceWhen(
      acting,
      wish.resourceId,
      ({ state }) => state === 'ready',
    );
    expect(await role()).toBe('view');
    const { text } = await call(acting, priya, 'GET', '/audit/export');
    expect(text).toMatch(/resource\.drift\.corrected.*roleRef\.name/);
  });
});
