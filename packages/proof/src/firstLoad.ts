import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * Loads the sign-in page in a browser without a cache and signs in.
 *
 * @returns transferred bytes and times to content, or why they were not measured
 */
export async function measureFirstLoad(url: string): Promise<string> {
  const executablePath = [process.env.CHROMIUM_PATH ?? '', ...places].find(
    path => path !== '' && existsSync(path),
  );
  if (!executablePath) {
    return 'first load: not measured, because no Chromium was found (set CHROMIUM_PATH)';
  }
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', event => {
      bytes += event.encodedDataLength;
    });
    const start = performance.now();
    const since = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
    const size = () => `${(bytes / 1e6).toFixed(2)} MB`;
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const signIn = `sign-in page after ${since()} and ${size()}`;
    await page.getByRole('button', { name: /ana brandt/i }).click();
    await page.getByRole('navigation').first().waitFor();
    await page.waitForLoadState('networkidle');
    return `first load, no cache: ${signIn}; home page complete ${since()} and ${size()} transferred`;
  } finally {
    await browser.close();
  }
}
