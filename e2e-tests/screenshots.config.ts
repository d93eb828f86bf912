import { defineConfig } from '@playwright/test';
import base from './playwright.config';

/**
 * The pictures of the README, taken anew on demand:
 *
 *     yarn playwright test -c e2e-tests/screenshots.config.ts
 */
export default defineConfig({
  ...base,
  testMatch: 'screenshots/*.ts',
  reporter: 'list',
});
