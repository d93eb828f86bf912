import { FaultyProxy } from './FaultyProxy';
import { startTestKubernetes, TestKubernetes } from './startTestKubernetes';

/** The control plane of one test file, with a proxy in front of it. */
export interface TestKubernetesOfFile {
  /** Started when the tests begin. */
  readonly cluster: TestKubernetes;
  /** Trusted by the same `ca`; without faults at the start of each test. */
  readonly proxy: FaultyProxy;
}

/**
 * One control plane for the tests of a file or of a `describe`, with a
 * `FaultyProxy` in front of it, both gone after the last test.
 *
 * @example
 * describeWithKubernetes('apply', () => {
 *   const kubernetes = testKubernetes();
 *   it('answers', async () => {
 *     await connect(kubernetes.proxy.url, kubernetes.cluster.ca);
 *   });
 * });
 */
export function testKubernetes(): TestKubernetesOfFile {
  let started: { cluster: TestKubernetes; proxy: FaultyProxy } | undefined;
  const get = () => {
    if (!started) {
      throw new Error('The control plane is there within tests only.');
    }
    return started;
  };
  beforeAll(async () => {
    const cluster = await startTestKubernetes();
    const proxy = await FaultyProxy.start({
      target: cluster.url,
      ca: cluster.ca,
      tls: cluster.tls,
    });
    started = { cluster, proxy };
  }, 120_000);
  beforeEach(() => {
    get().proxy.heal();
    get().proxy.forget();
  });
  afterAll(async () => {
    await started?.proxy.stop();
    await started?.cluster.stop();
  }, 60_000);
  return {
    get cluster() {
      return get().cluster;
    },
    get proxy() {
      return get().proxy;
    },
  };
}
