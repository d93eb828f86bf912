'use strict';

const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');

/**
 * Starts one PostgreSQL for the whole test run and offers its URL to every
 * worker as SLIPWAY_TEST_POSTGRES. The tests of a single package start it
 * only when that package uses @slipway/testing.
 */
module.exports = async function globalSetup(globalConfig, projectConfig) {
  if (
    process.env.SLIPWAY_TEST_POSTGRES ||
    !isNeeded(globalConfig, projectConfig)
  ) {
    return;
  }
  const server = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      path.join(root, 'packages/testing/src/postgres/serve.ts'),
    ],
    // No IPC channel of Jest's and no debugger port of its own.
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  process.env.SLIPWAY_TEST_POSTGRES = await firstLine(server);
  globalThis.slipwayTestPostgres = server;
};

function isNeeded(globalConfig, projectConfig) {
  if (globalConfig.projects.length > 1) {
    return true;
  }
  const manifest = JSON.parse(
    readFileSync(path.join(projectConfig.rootDir, '../package.json'), 'utf8'),
  );
  return (
    manifest.name === '@slipway/testing' ||
    '@slipway/testing' in
      { ...manifest.dependencies, ...manifest.devDependencies }
  );
}

function firstLine(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout.setEncoding('utf8').on('data', chunk => {
      text += chunk;
      if (text.includes('\n')) {
        resolve(text.slice(0, text.indexOf('\n')));
      }
    });
    server.once('error', reject);
    server.once('exit', code =>
      reject(
        new Error(
          `The PostgreSQL for the tests did not start (exit code ${code})`,
        ),
      ),
    );
  });
}
