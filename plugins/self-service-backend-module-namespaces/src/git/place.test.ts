import { join } from 'node:path';
import { GitError } from '@slipway/git';
import {
  apply,
  gitTarget,
  observe,
  stepContext,
  temporaryFolder,
} from '../__testUtils__/gitTarget';
import { describePlace, messageOf } from './place';

jest.setTimeout(60_000);

describe('where a repository is', () => {
  it.each([
    ['/srv/git/environments.git', "environments.git on the portal's disk"],
    ['file:///srv/git/apps', "apps on the portal's disk"],
    ['https://git.example.com/shop/apps.git', undefined],
    ['ssh://git@git.example.com/srv/apps.git', undefined],
  ])('is said of %s without a path of this disk', (remote, words) => {
    expect(describePlace(remote)).toBe(words ?? remote);
  });

  it.each([
    [
      "fatal: '/srv/of ana/apps.git' does not appear to be a git repository",
      "fatal: 'apps.git' does not appear to be a git repository",
    ],
    [
      'fatal: cannot create directory at /srv/git/apps.git: Permission denied',
      'fatal: cannot create directory at apps.git: Permission denied',
    ],
    [
      "fatal: repository 'file:///srv/git/apps.git' not found",
      "fatal: repository 'apps.git' not found",
    ],
    [
      "fatal: unable to access 'https://git.example.com/shop/apps.git/': 403",
      "fatal: unable to access 'https://git.example.com/shop/apps.git/': 403",
    ],
    [
      'Cannot read environments/local/checkout: fatal: bad object',
      'Cannot read environments/local/checkout: fatal: bad object',
    ],
  ])('is left out of what git says: %s', (said, shown) => {
    expect(messageOf(new GitError('failed', said))).toBe(shown);
  });

  it('is told to nobody, whether the repository works or not', async () => {
    const folder = await temporaryFolder();
    const context = stepContext();
    const own = await gitTarget({ path: join(folder, 'own.git') });
    const empty = await own.checkHealth(context.signal);
    await apply(own, context);
    const missing = await gitTarget({ repository: join(folder, 'missing') });
    const said = [
      empty,
      await own.checkHealth(context.signal),
      own.connect(context.resource),
      await missing.checkHealth(context.signal),
      await observe(missing, context),
      await apply(missing, context).catch(error => error.message),
    ];
    const fetching = /^Cannot fetch environments: /;
    expect(said).toMatchObject([
      { message: expect.stringMatching(/^own\.git on the portal's disk has/) },
      { message: expect.stringMatching(/^own\.git on the portal's disk, br/) },
      expect.anything(),
      { health: 'unreachable', message: expect.stringMatching(fetching) },
      { known: false, reason: expect.stringMatching(fetching) },
      expect.stringMatching(fetching),
    ]);
    expect(JSON.stringify(said)).not.toContain(folder);
  });
});
