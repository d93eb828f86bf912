'use strict';

// Runs the launcher of a built portal: launch.cjs <PortalOptions as JSON>.
// SLIPWAY_VIEW is the folder of the build.
const { createRequire } = require('node:module');
const path = require('node:path');

const view = createRequire(path.join(process.env.SLIPWAY_VIEW, 'package.json'));
view('@slipway/launcher').runPortal();
