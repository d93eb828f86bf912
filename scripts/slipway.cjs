'use strict';

// The entry of every root script. It stays ES5 and loads nothing before the
// check, so that even a very old Node says what is wrong instead of failing
// on syntax.
var NEEDED = 20;
var major = Number(process.versions.node.split('.')[0]);

if (major < NEEDED) {
  process.stderr.write(
    'Slipway needs Node.js ' +
      NEEDED +
      ' or newer, and this is ' +
      process.versions.node +
      '. Install Node.js 24 (https://nodejs.org) and run the command again.\n',
  );
  process.exitCode = 1;
} else {
  require('./load.cjs');
}
