import { mockServices } from '@backstage/backend-test-utils';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { resource } from './__testUtils__/resource';
import { Resource } from './SelfServiceApi';
import { SelfServiceEntityProvider } from './SelfServiceEntityProvider';

type Mutation = Parameters<EntityProviderConnection['applyMutation']>[0];

async function setUp() {
  const standing: Resource[] = [];
  const api = {
    listStanding: jest.fn(async () => [...standing]),
    find: jest.fn(async (id: string) => standing.find(each => each.id === id)),
  };
  const logger = mockServices.logger.mock();
  const provider = new SelfServiceEntityProvider({
    api,
    appUrl: 'http://localhost:7007',
    logger,
  });
  /** What the catalog holds, by name. */
  const held = new Set<string>();
  const connection: EntityProviderConnection = {
    applyMutation: async (mutation: Mutation) => {
      if (mutation.type === 'full') {
        held.clear();
        mutation.entities.forEach(({ entity }) =>
          held.add(entity.metadata.name),
        );
        return;
      }
      mutation.added.forEach(({ entity }) => held.add(entity.metadata.name));
      mutation.removed.forEach(removed => {
        if ('entityRef' in removed) {
          held.delete(removed.entityRef.replace('resource:default/', ''));
        }
      });
    },
    refresh: async () => undefined,
  };
  await provider.connect(connection);
  return { provider, api, logger, held, standing };
}

const name = 'namespace.checkout-dev.eu-1';

describe('SelfServiceEntityProvider', () => {
  it('does not let an older list undo what an event brought', async () => {
    const { provider, api, held, standing } = await setUp();
    const gate: { open?: (list: Resource[]) => void } = {};
    api.listStanding.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          gate.open = resolve;
        }),
    );
    const refreshed = provider.refresh();
    await Promise.resolve();
    standing.push(resource());
    const updated = provider.update(resource().id);
    gate.open?.([]);
    await Promise.all([refreshed, updated]);
    expect([...held]).toEqual([name]);
  });

  it('reads once for many events at once, and anew for one that comes later', async () => {
    const { provider, api, held, standing } = await setUp();
    standing.push(resource());
    await Promise.all(
      Array.from({ length: 20 }, () => provider.update(resource().id)),
    );
    expect(api.find).toHaveBeenCalledTimes(1);
    standing[0] = resource({ state: 'destroyed' });
    await provider.update(resource().id);
    expect([...held]).toEqual([]);
  });

  it('leaves the catalog as it is when it cannot read', async () => {
    const { provider, api, logger, held, standing } = await setUp();
    standing.push(resource());
    await provider.refresh();
    api.listStanding.mockRejectedValueOnce(new Error('502'));
    api.find.mockRejectedValueOnce(new Error('502'));
    await expect(provider.refresh()).rejects.toThrow('502');
    await provider.update(resource().id);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await provider.update('11111111-0e6b-4a57-9d7e-0d1c8a1f5b11');
    expect([...held]).toEqual([name]);
  });
});
