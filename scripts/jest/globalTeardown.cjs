'use strict';

const { once } = require('node:events');

/** Stops the PostgreSQL that globalSetup.cjs started, if it did. */
module.exports = async function globalTeardown() {
  const server = globalThis.slipwayTestPostgres;
  if (server && server.exitCode === null) {
    const exited = once(server, 'exit');
    server.stdin.end();
    await exited;
  }
  if (server) {
    delete globalThis.slipwayTestPostgres;
    delete process.env.SLIPWAY_TEST_POSTGRES;
  }
};
