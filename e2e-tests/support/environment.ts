import { resolve } from 'node:path';

/** Where the portal under test runs. */
export const portalUrl = process.env.PLAYWRIGHT_URL ?? 'http://localhost:7007';

/** Where the portal under test keeps its data. */
export const portalData =
  process.env.SLIPWAY_DATA ?? resolve(__dirname, '../../.slipway');

/** Reports, traces and pictures of failures; not in Git. */
export const outputFolder = resolve(__dirname, '../../e2e-test-report');

/** The machine's own Chromium: Playwright's is not downloaded. */
export const browser = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // Containers run as root, where the sandbox does not start.
    args: ['--no-sandbox'],
  },
};
