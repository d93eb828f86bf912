import { JsonObject } from '@backstage/types';
import { testDatabase, testKubernetes } from '@slipway/testing';
import { liveTarget, ProofPortal, startPortal } from './portal';

/**
 * For a group of tests: a cluster of its own and a portal that makes namespaces
 * there, through a proxy that can fail. To be called once, outside the tests.
 *
 * @param settings - more of `selfService`
 */
export function portalOnCluster(settings?: JsonObject) {
  const portal = {} as ProofPortal;
  // Hooks run in their order: what needs the others ends before them.
  afterAll(() => portal.stop());
  const database = testDatabase();
  const kubernetes = testKubernetes();
  beforeAll(async () => {
    const { cluster, proxy } = kubernetes;
    const started = await startPortal({
      database: await database.url(),
      targets: [liveTarget(cluster, proxy.url)],
      settings,
    });
    Object.assign(portal, started);
  });
  return { portal, kubernetes };
}
