'use strict';

// Runs the launcher's part of `yarn dev` from its sources (with the
// TypeScript loader required before): <DevelopmentOptions as JSON>.
require('@slipway/launcher').runDevelopment();
