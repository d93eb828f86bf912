import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { GitRepository, testGitRepository } from '@slipway/testing';
import { runGit } from '@slipway/git';
import { at, importing, lines } from '../__testUtils__/importing';
import { memorySink } from '../__testUtils__/memorySink';

const run = importing();

function sourceOf(repository: string) {
  return {
    releases: [{ repository, tags: 'v*', service: 'component:default/till' }],
    gitops: [{ repository, path: '{environment}/{service}', key: 'tag' }],
    histories: [{ repository }],
  };
}

async function built(): Promise<GitRepository> {
  const repository = await testGitRepository();
  await repository.commit({
    at: at(1),
    files: { 'production/till': 'tag: v1\n' },
  });
  await repository.tag('v1');
  return repository;
}

describe('a repository that means harm', () => {
  it('cannot run a program through its configuration, attributes or hooks', async () => {
    const repository = await built();
    await sign(repository);
    const mark = join(repository.path, 'ran');
    const script = join(repository.path, 'script.sh');
    await writeFile(script, `#!/bin/sh\ntouch ${mark}\nexit 1\n`);
    await chmod(script, 0o755);
    const settings = {
      'log.showSignature': 'true',
      'gpg.program': script,
      'diff.external': script,
      'diff.evil.textconv': script,
      'core.fsmonitor': script,
      'core.pager': script,
      'core.sshCommand': script,
      'core.askPass': script,
      'credential.helper': `!${script}`,
      'core.hooksPath': repository.path,
      'log.follow': 'true',
      'diff.orderFile': join(repository.path, 'none'),
      'diff.renames': 'copies',
      'extensions.partialClone': 'origin',
      'remote.origin.url': `ext::${script}`,
      'remote.origin.promisor': 'true',
      'uploadpack.packObjectsHook': script,
    };
    for (const [name, value] of Object.entries(settings)) {
      await repository.git('config', name, value);
    }
    await writeFile(
      join(repository.path, '.git/info/attributes'),
      '* diff=evil\n',
    );

    for (const place of [repository.path, repository.url]) {
      const { sink, summary } = await run(sourceOf(place));
      expect(summary.failures).toEqual([]);
      expect(lines(sink)).toHaveLength(2);
    }
    expect(existsSync(mark)).toBe(false);
  });

  it('cannot be swapped for another by a variable of ours', async () => {
    const repository = await built();
    const other = await testGitRepository();
    process.env.GIT_DIR = join(other.path, '.git');
    process.env.GIT_CONFIG_COUNT = '1';
    process.env.GIT_CONFIG_KEY_0 = 'log.showSignature';
    process.env.GIT_CONFIG_VALUE_0 = 'true';
    try {
      const { sink } = await run(sourceOf(repository.path));
      expect(lines(sink)).toHaveLength(2);
    } finally {
      ['DIR', 'CONFIG_COUNT', 'CONFIG_KEY_0', 'CONFIG_VALUE_0'].forEach(
        name => delete process.env[`GIT_${name}`],
      );
    }
  });

  it('can name its files, tags, values and subjects as it likes', async () => {
    const repository = await testGitRepository();
    await repository.commit({
      at: at(1),
      message: `${'ü'.repeat(499)}😀 tail`,
      files: {
        'production/till': 'tag: "v\\u0000"\n',
        'production/-x': 'tag: v1\n',
        'production/a\nb': 'tag: v1\n',
        'pro\tduction/till': 'tag: v1\n',
        'production/__proto__': 'tag: v1\n',
        ':(top)/oar': 'tag: v1\n',
        'production/bomb': bomb(),
        'production/huge': `tag: v1 #${'x'.repeat(6_000_000)}\n`,
        'production/deep': '['.repeat(50_000),
        'production/constructor': '__proto__: { tag: v1 }\n',
      },
    });
    await repository.git('tag', 'v;id');
    await repository.git('update-ref', 'refs/tags/v-$(id)', 'HEAD');
    await repository.git('update-ref', 'refs/tags/-v', 'HEAD');

    const { sink, summary } = await run(sourceOf(repository.path));

    expect(lines(sink).sort()).toEqual([
      '-x@production v1',
      '__proto__@production v1',
      'oar@:(top) v1',
      'till@production v-$(id)',
      'till@production v;id',
    ]);
    expect(
      summary.issues.examples.map(issue => issue.where.split('/').pop()).sort(),
    ).toEqual(['bomb', 'deep', 'huge', 'till']);
    const [{ title = '' }] = sink
      .deployments()
      .filter(one => one.service.endsWith('-x'));
    expect(title.length).toBeLessThanOrEqual(500);
    expect(title.endsWith('ü…')).toBe(true);
  });

  it('cannot bring git’s options or other transports in by the configuration', async () => {
    for (const repository of ['--upload-pack=id', 'ext::sh -c id', '-x']) {
      await expect(run(sourceOf(repository))).rejects.toThrow(
        /repository: A repository must not/,
      );
    }
    const repository = await built();
    const branch = (name: string) =>
      run({
        gitops: [
          {
            repository: repository.path,
            branch: name,
            path: '{environment}/{service}',
            key: 'tag',
          },
        ],
      });
    for (const name of ['--all', 'main~1', 'a..b', 'main\nother', '@{-1}']) {
      await expect(branch(name)).rejects.toThrow(
        'branch: must be the name of a branch',
      );
    }
  });

  it('is given up when it does not answer', async () => {
    const repository = await testGitRepository();
    await expect(
      runGit({
        args: ['-c', 'alias.wait=!sleep 20', 'wait'],
        what: 'Cannot read test',
        gitDir: join(repository.path, '.git'),
        timeout: 50,
      }),
    ).rejects.toMatchObject({ name: 'GitError', reason: 'timeout' });
  });

  it('is not blamed when there is no git', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nonexistent';
    try {
      await expect(run(sourceOf(tmpdir()))).rejects.toThrow(
        'The git program was not found. Install git',
      );
    } finally {
      process.env.PATH = PATH;
    }
  });
});

describe('a remote that wants credentials', () => {
  let server: Server;
  let asked: string[];
  let root: string;

  beforeEach(async () => {
    asked = [];
    root = await mkdtemp(join(tmpdir(), 'slipway-http-'));
    const source = await built();
    await source.git('clone', '--quiet', '--bare', '.', join(root, 'till.git'));
    await source.git('--git-dir', join(root, 'till.git'), 'update-server-info');
    server = createServer(async (request, response) => {
      const { authorization = 'none' } = request.headers;
      asked.push(authorization);
      const right = `Basic ${Buffer.from('ana:s3cret').toString('base64')}`;
      if (authorization !== right) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
        response.end();
        return;
      }
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const file = await readFile(join(root, normalize(path))).catch(
        () => null,
      );
      response.writeHead(file ? 200 : 404).end(file);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
    await rm(root, { recursive: true, force: true });
  });

  const place = (user: string) =>
    `http://${user}127.0.0.1:${
      (server.address() as AddressInfo).port
    }/till.git`;

  it('gets them, and nobody else does', async () => {
    const sink = memorySink();
    const { summary } = await run(sourceOf(place('ana:s3cret@')), sink);

    expect(summary.failures).toEqual([]);
    expect(lines(sink)).toHaveLength(2);
    const kept = JSON.stringify([
      summary,
      [...sink.deliveries.values()],
      await sink.readCursor('test'),
    ]);
    expect(kept).not.toContain('s3cret');
    expect(sink.deployments()[0].repository).toBe(
      place('').replace('http://', '').replace('.git', ''),
    );
  });

  it('refuses the wrong ones with a message that does not hold them', async () => {
    for (const user of ['', 'ana:wr0ng@']) {
      const { summary } = await run(sourceOf(place(user)));
      expect(summary.failures[0].message).toContain(
        'Give the URL a user and token that may read the repository.',
      );
      expect(JSON.stringify(summary)).not.toContain('wr0ng');
    }
    expect(asked).toContain('none');
  });

  it('keeps the place when only the token is renewed', async () => {
    const sink = memorySink();
    await run(sourceOf(place('ana:s3cret@')), sink);
    const before = await sink.readCursor('test');
    const { summary } = await run(sourceOf(place('ana:other@')), sink);
    expect(summary.failures).not.toEqual([]);
    const after = await sink.readCursor('test');
    expect(after?.configuration).toBe(before?.configuration);
  });
});

/** Gives the last commit a signature, which git checks by a program of its own. */
async function sign(repository: GitRepository): Promise<void> {
  const text = await repository.git('cat-file', 'commit', 'HEAD');
  const signature =
    '-----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----';
  const file = join(repository.path, '.git', 'signed');
  await writeFile(file, text.replace('\n\n', `\ngpgsig ${signature}\n\n`));
  const sha = await repository.git('hash-object', '-t', 'commit', '-w', file);
  await repository.git('update-ref', 'HEAD', sha);
}

/** Nine levels of ten aliases each: a thousand million values when expanded. */
function bomb(): string {
  const names = [...'abcdefghij'];
  return names
    .map((name, level) => {
      const items = level === 0 ? 'x' : `*${names[level - 1]}`;
      return `${name}: &${name} [${Array(10).fill(items).join(',')}]`;
    })
    .join('\n');
}
