'use strict';

// Preloaded into the backend. Inside a work tree the backend compiles the
// configuration schemas of all packages at its start, with the TypeScript
// compiler (an image has them compiled). Nothing of that is used again, but
// V8 would hold several hundred megabytes of it for minutes while the portal
// rests.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const AFTER_START_MS = 20_000;

setTimeout(() => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}, AFTER_START_MS).unref();
