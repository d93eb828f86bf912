import { defineConfig } from '@playwright/test';
import { browser, outputFolder, portalUrl } from './support/environment';

/**
 * Whole journeys in a real browser, against a portal that runs already and has
 * the sample company. `npm test -- --only browser` starts one; by hand:
 *
 *     PLAYWRIGHT_URL=http://localhost:7007 yarn playwright test -c e2e-tests
 */
export default defineConfig({
  testDir: '.',
  testMatch: ['journeys/*.spec.ts', 'quality/*.spec.ts'],
  outputDir: `${outputFolder}/artifacts`,
  reporter: [
    ['list'],
    ['json', { outputFile: `${outputFolder}/results.json` }],
  ],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // One more try on a loaded machine; the list shows which needed it.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    ...browser,
    baseURL: portalUrl,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
