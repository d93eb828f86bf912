import { Page, Response } from '@playwright/test';
import {
  content,
  expect,
  heading,
  open,
  settle,
  test,
} from '../support/portal';
import { selfService } from '../support/selfService';

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

const kilobytes = (count: number) => `${Math.round(count / 1000)} kB`;

function tell(what: string, { bytes, scripts, contentMs }: Figures): void {
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

test('first load of the self-service page', async ({ page }) => {
  const figures = await measure(page, selfService.home, () =>
    expect(
      content(page).getByRole('link', { name: 'Request namespace' }).first(),
    ).toBeVisible(),
  );
  tell('Self-service, first load', figures);
  expect(figures.bytes).toBeGreaterThan(0);
});

for (const { name, path, about } of [
  { name: 'delivery', path: '/delivery', about: /^Saltmarsh Supply/ },
  { name: 'self-service', path: selfService.home, about: 'Self-service' },
  {
    name: 'the request form',
    path: selfService.form,
    about: 'Request namespace',
  },
]) {
  test(`${name} is loaded by those who go there, and by nobody else`, async ({
    page,
  }) => {
    const scripts = new Map<string, Response>();
    page.on('response', answer => {
      if (answer.request().resourceType() === 'script') {
        scripts.set(new URL(answer.url()).pathname, answer);
      }
    });
    await open(page, '/');
    const elsewhere = new Set(scripts.keys());
    await open(page, path);
    await expect(heading(page, about)).toBeVisible();
    const own = [...scripts].filter(([script]) => !elsewhere.has(script));
    const sizes = await Promise.all(
      own.map(([, answer]) => answer.request().sizes()),
    );
    const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
    // eslint-disable-next-line no-console
    console.log(`Code of ${name} alone: ${kilobytes(bytes)}`);
    expect(bytes).toBeGreaterThan(0);
  });
}
