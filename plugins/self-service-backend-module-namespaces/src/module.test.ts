import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Kind,
  selfServiceExtensionPoint,
  Target,
} from '@slipway/plugin-self-service-node';
import { join } from 'node:path';
import { stepContext, temporaryFolder, walk } from './__testUtils__/gitTarget';
import namespacesModule from './index';
import { NamespaceSpec } from './kind/spec';

jest.setTimeout(60_000);

async function start(selfService: object) {
  const kinds: Kind<NamespaceSpec>[] = [];
  const targets: Target[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        selfServiceExtensionPoint,
        {
          addKind: kind => kinds.push(kind as unknown as Kind<NamespaceSpec>),
          addTarget: target => targets.push(target),
        },
      ],
    ],
    features: [
      namespacesModule,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000/' },
          backend: { baseUrl: 'http://localhost:7007' },
          selfService,
        },
      }),
    ],
  });
  return { kinds, targets, stop: () => backend.stop() };
}

describe('the module', () => {
  it('makes namespaces in a repository of its own with no more than a path', async () => {
    const path = join(await temporaryFolder(), 'below', 'environments.git');
    const { kinds, targets, stop } = await start({
      environments: { test: { class: 'development' } },
      namespaces: { targets: [{ type: 'git', name: 'local', path }] },
    });
    expect(kinds.map(({ id }) => id)).toEqual(['namespace']);
    expect(targets).toMatchObject([
      { name: 'local', title: 'local', environments: ['test'] },
    ]);
    const context = stepContext();
    expect(await targets[0].checkHealth(context.signal)).toMatchObject({
      health: 'reachable',
      message: expect.stringMatching(
        /nothing on main yet.*cannot be known here/,
      ),
    });
    const walked = await walk(kinds[0].steps(context), context);
    expect(walked.did).toEqual(['commit']);
    await stop();
  });

  it('does not start with a setting that is wrong', async () => {
    await expect(
      start({ namespaces: { targets: [{ type: 'git', name: 'Not one' }] } }),
    ).rejects.toThrow(/selfService.namespaces.targets.0.name: must be lower/);
  });
});
