import { Page } from '@playwright/test';
import { expect, heading, settle, test } from '../support/portal';

type Figures = { bytes: number; scripts: number; contentMs: number };

/** Opens a page with an empty cache and measures until its content is there. */
async function measure(
  page: Page,
  path: string,
  arrived: () => Promise<void>,
): Promise<Figures> {
  const started = Date.now();
  await page.goto(path);
  await arrived();
  const contentMs = Date.now() - started;
  await settle(page);
  const [bytes, scripts] = await page.evaluate(() => {
    const loads = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ].filter(entry => entry instanceof PerformanceResourceTiming);
    const sum = (some: PerformanceResourceTiming[]) =>
      some.reduce((total, { transferSize }) => total + transferSize, 0);
    return [
      sum(loads),
      sum(loads.filter(({ initiatorType }) => initiatorType === 'script')),
    ];
  });
  return { bytes, scripts, contentMs };
}

function tell(what: string, { bytes, scripts, contentMs }: Figures): void {
  const kilobytes = (count: number) => `${Math.round(count / 1000)} kB`;
  // Figures are for people to read; a machine's speed makes no test.
  // eslint-disable-next-line no-console
  console.log(
    `${what}: ${kilobytes(bytes)} transferred (${kilobytes(
      scripts,
    )} scripts), content after ${contentMs} ms`,
  );
}

test('first load of the home page', async ({ page }) => {
  const figures = await measure(page, '/', () =>
    expect(heading(page, /Ana/)).toBeVisible(),
  );
  tell('Home, first load', figures);
  expect(figures.bytes).toBeGreaterThan(0);
});

test('first load of the delivery page', async ({ page }) => {
  const figures = await measure(page, '/delivery', () =>
    expect(page.getByRole('article').first()).toBeVisible(),
  );
  tell('Delivery, first load', figures);
  expect(figures.bytes).toBeGreaterThan(0);
});
