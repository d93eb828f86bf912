import { readFile } from 'node:fs/promises';
import { countedRows, promisedRows, tile, valueOf } from '../support/delivery';
import {
  choose,
  content,
  expect,
  heading,
  open,
  panel,
  settle,
  test,
} from '../support/portal';

function parameters(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams);
}

test('window, environment and report year are in the address and stay there', async ({
  page,
}) => {
  await open(page, '/delivery');
  await choose(page, 'Window', 'Last 180 days');
  await choose(page, 'Environment', 'Staging');
  await choose(page, 'Bands of report', '2021');
  await settle(page);
  const chosen = { window: '180d', environment: 'staging', reportYear: '2021' };
  expect(parameters(page.url())).toEqual(chosen);
  await expect(content(page).getByText('staging deployments')).toBeVisible();

  await page.reload();
  await settle(page);
  await expect(
    content(page).getByRole('button', { name: 'Staging Environment' }),
  ).toBeVisible();

  await panel(page, 'Teams').getByRole('link', { name: 'Platform' }).click();
  await expect(heading(page, 'Platform')).toBeVisible();
  expect(parameters(page.url())).toEqual(chosen);
  await settle(page);
  await valueOf(page, 'Deployment frequency').click();
  await expect(panel(page, 'All deployments')).toBeVisible();
  expect(parameters(page.url())).toMatchObject(chosen);

  await page.goBack();
  await page.goBack();
  await expect(heading(page, /^Saltmarsh Supply/)).toBeVisible();
  expect(parameters(page.url())).toEqual(chosen);
});

test('a longer window holds more', async ({ page }) => {
  const frequency = valueOf(page, 'Deployment frequency');
  await open(page, '/delivery?window=30d');
  const month = await promisedRows(frequency);
  await open(page, '/delivery?window=365d');
  expect(await promisedRows(frequency)).toBeGreaterThan(month * 6);
});

test('the CSV holds all rows of a list, not only the page', async ({
  page,
}) => {
  await open(page, '/delivery/deployments?entityRef=group:default/checkout');
  const deployments = panel(page, 'All deployments');
  const total = await countedRows(deployments);
  expect(total).toBeGreaterThan(100);
  const download = page.waitForEvent('download');
  await deployments
    .getByRole('button', { name: 'Download deployments as CSV' })
    .click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('deployments.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  expect(lines[0]).toContain('version');
  expect(lines.length - 1).toBe(total);
});

test('a service without deployments has no data, no zero and no band', async ({
  page,
}) => {
  await open(page, '/delivery/component/default/harbour-guide');
  const none = panel(page, /^No data: no successful production deployment/);
  await expect(none).toBeVisible();
  await expect(content(page).getByRole('article')).toHaveCount(0);
  await expect(content(page)).not.toContainText(/\belite\b|\b0%|\b0 per/i);

  await none.getByRole('button', { name: 'Show the last 365 days' }).click();
  await expect(none).toBeVisible();
  expect(parameters(page.url())).toEqual({ window: '365d' });
});

test('a metric alone may have no data, and says why', async ({ page }) => {
  await open(page, '/delivery/component/default/search-indexer');
  await expect(tile(page, 'Deployment frequency')).toContainText('deployments');
  const leadTime = tile(page, 'Change lead time');
  await expect(leadTime.getByText('No data')).toBeVisible();
  await expect(leadTime).not.toContainText(/elite|high|medium|low band/i);
});

test('coverage says what is missing and what to do about it', async ({
  page,
}) => {
  await open(page, '/delivery/coverage');
  for (const gap of [
    'Services in production without a single deployment to production',
    'Deployments whose version resolves to no commit',
    'Services whose commit history is not connected',
    'Deployments to environments that are not mapped',
  ]) {
    await expect(content(page).getByText(gap)).toBeVisible();
  }
  await expect(content(page).getByText('prod-eu-west')).toBeVisible();
});
