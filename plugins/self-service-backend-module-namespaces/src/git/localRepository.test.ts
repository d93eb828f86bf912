import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '@slipway/git';
import {
  apply,
  gitTarget,
  stepContext,
  temporaryFolder,
} from '../__testUtils__/gitTarget';

jest.setTimeout(60_000);

/** Texts whose objects lie in the one folder by which git guesses how many there are. */
function sampled(count: number): string[] {
  const found: string[] = [];
  for (let number = 0; found.length < count; number += 1) {
    const text = `${number}`;
    const id = createHash('sha1').update(`blob ${text.length}\0${text}`);
    if (id.digest('hex').startsWith('17')) {
      found.push(text);
    }
  }
  return found;
}

describe('the repository of our own', () => {
  it('is packed when it holds many objects', async () => {
    const path = join(await temporaryFolder(), 'environments.git');
    const target = await gitTarget({ path });
    const git = (...args: string[]) =>
      runGit({ args, gitDir: path, what: 'Cannot look' });
    await apply(target, stepContext());
    expect(await git('count-objects', '-v')).toContain('in-pack: 0');
    await git('config', 'gc.auto', '1');
    for (const text of sampled(2)) {
      const file = join(path, 'text');
      await writeFile(file, text);
      await git('hash-object', '-w', file);
    }
    const context = stepContext();
    context.resource.spec.tier = 'large';
    const larger = stepContext({ resource: context.resource });
    expect((await apply(target, larger)).did).toEqual(['commit']);
    expect(await git('count-objects', '-v')).not.toContain('in-pack: 0');
    // All of it is still there.
    expect((await apply(target, larger)).did).toEqual([]);
    expect(await git('rev-list', '--count', 'main')).toBe('2\n');
  });

  it('has moved its branch also when it cannot be packed', async () => {
    const path = join(await temporaryFolder(), 'environments.git');
    const target = await gitTarget({ path });
    await apply(target, stepContext());
    const config = ['config', 'gc.auto', 'no number'];
    await runGit({ args: config, gitDir: path, what: 'Cannot set' });
    const context = stepContext();
    context.resource.spec.tier = 'large';
    const larger = stepContext({ resource: context.resource });
    expect(await apply(target, larger)).toMatchObject({
      did: ['commit'],
      waitingFor: undefined,
    });
  });
});
