import { describeWithKubernetes, testKubernetes } from '@slipway/testing';
import {
  driftOf,
  LiveNamespace,
  liveTarget,
} from './__testUtils__/liveNamespace';
import { pathOf, someoneElse } from './__testUtils__/someoneElse';

jest.setTimeout(120_000);

describeWithKubernetes('what goes while it is worked on', () => {
  const kubernetes = testKubernetes();

  async function deleteByHand({ name }: LiveNamespace) {
    const path = pathOf(name, 'Namespace/');
    await someoneElse(kubernetes).remove(path);
    for (;;) {
      const { status } = await someoneElse(kubernetes).call('GET', path);
      if (status === 404) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  it.each([1, 2, 3])(
    'is made anew when the namespace went after %d steps that are done',
    async count => {
      const namespace = new LiveNamespace(liveTarget(kubernetes));
      const steps = liveTarget(kubernetes).steps(namespace.context());
      for (const step of steps.slice(0, count)) {
        expect(await namespace.once(step)).toMatchObject({ done: true });
      }
      await deleteByHand(namespace);
      for (const step of steps.slice(count)) {
        await namespace.until(step);
      }
      expect(await driftOf(namespace)).toEqual([]);
      const { items } = await namespace.observe();
      expect(items.every(({ ours }) => ours)).toBe(true);
    },
  );

  it('is listed again when the server has forgotten the first page', async () => {
    const namespace = new LiveNamespace(liveTarget(kubernetes));
    await namespace.apply();
    const expired = JSON.stringify({
      kind: 'Status',
      reason: 'Expired',
      message: 'The provided continue parameter is too old',
    });
    const isList = ({ path }: { path: string }) =>
      path.endsWith('/networkpolicies');
    const fail = (times: number) =>
      kubernetes.proxy.fail(
        { type: 'answer', status: 410, body: expired },
        { times, when: isList },
      );
    fail(2);
    expect(await namespace.apply()).toEqual([]);
    fail(3);
    await expect(namespace.apply()).rejects.toMatchObject({
      permanent: false,
      remedy: 'It is tried again by itself.',
    });
  });
});
