import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { hashTargets } from './build.mjs';
import { closureOf, hashPackage, readPackages } from './packages.mjs';

let folder;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'slipway-packages-'));
  write('package.json', { workspaces: ['packages/*', 'plugins/*'] });
  write('packages/backend/package.json', {
    name: 'backend',
    dependencies: { app: 'link:../app', dora: 'workspace:^', pg: '^8.0.0' },
  });
  write('packages/app/package.json', {
    name: 'app',
    bundled: true,
    dependencies: { charts: 'workspace:^' },
  });
  write('packages/launcher/package.json', { name: '@slipway/launcher' });
  write('plugins/charts/package.json', { name: 'charts' });
  write('plugins/charts/src/chart.ts', 'one');
  write('plugins/dora/package.json', {
    name: 'dora',
    devDependencies: { tools: 'workspace:^' },
  });
  write('plugins/tools/package.json', { name: 'tools' });
  fs.mkdirSync(path.join(folder, 'plugins/empty'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(file, content) {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(
    target,
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

test('the packages of the workspace, and what one needs at run time', () => {
  const packages = readPackages(folder);
  assert.deepEqual(
    [...packages.keys()].sort(),
    ['@slipway/launcher', 'app', 'backend', 'charts', 'dora', 'tools'].sort(),
  );
  assert.deepEqual(closureOf(packages, ['backend']), [
    'app',
    'backend',
    'charts',
    'dora',
  ]);
});

test('only what a package is built from changes its hash', () => {
  const hash = () => hashPackage(readPackages(folder).get('charts'));
  const before = hash();
  write('plugins/charts/src/chart.test.ts', 'a test');
  write('plugins/charts/README.md', 'words');
  write('plugins/charts/dist/chart.js', 'made');
  write('plugins/charts/node_modules/x/index.js', 'brought');
  assert.equal(hash(), before);
  write('plugins/charts/src/chart.ts', 'two');
  const edited = hash();
  assert.notEqual(edited, before);
  fs.renameSync(
    path.join(folder, 'plugins/charts/src/chart.ts'),
    path.join(folder, 'plugins/charts/src/plot.ts'),
  );
  assert.notEqual(hash(), edited);
});

test('a change rebuilds its package, and the bundle that holds it', () => {
  const hashes = installed => hashTargets(readPackages(folder), installed);
  const changed = (before, after) =>
    [...after]
      .filter(([name, hash]) => before.get(name) !== hash)
      .map(([n]) => n);

  const first = hashes('a');
  // The front end is in the portal as its bundle: its packages are not.
  assert.deepEqual(
    [...first.keys()],
    ['@slipway/launcher', 'app', 'backend', 'dora'],
  );
  assert.deepEqual(changed(first, hashes('a')), []);

  write('plugins/charts/src/chart.ts', 'two');
  const second = hashes('a');
  assert.deepEqual(changed(first, second), ['app']);

  write('plugins/dora/migrations/1.js', 'table');
  assert.deepEqual(changed(second, hashes('a')), ['dora']);
  assert.equal(changed(second, hashes('b')).length, 4);
});
