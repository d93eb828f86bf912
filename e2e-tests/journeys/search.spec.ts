import { content, expect, heading, open, test } from '../support/portal';

test('the / key searches from anywhere, without a mouse', async ({ page }) => {
  await open(page, '/delivery');
  await page.keyboard.press('/');
  await expect(
    page.getByRole('searchbox', { name: 'Search the catalog' }),
  ).toBeFocused();
  await page.keyboard.type('payments');
  const found = page.getByRole('option').filter({ hasNotText: 'All results' });
  await expect(found.first()).toContainText('Payments');
  const focused = found.and(page.locator('[data-focused]'));
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(focused).toBeVisible({ timeout: 500 });
  }).toPass();
  const [name] = (await focused.innerText()).split('\n');
  await page.keyboard.press('Enter');
  await expect(heading(page, name)).toBeVisible();
});

test('Enter alone opens all results', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('/');
  await page.keyboard.type('payments');
  await expect(
    page.getByRole('option', { name: /^All results for .?payments/ }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Search')).toBeVisible();
  await expect(
    content(page).getByRole('link', { name: 'Payments', exact: true }),
  ).toBeVisible();
});

test('the search page finds teams, people and services', async ({ page }) => {
  await open(page, '/search?query=checkout');
  const results = content(page).getByRole('list').last();
  for (const name of ['Checkout', 'Joel Mensah', 'Orders']) {
    await expect(
      results.getByRole('link', { name, exact: true }).first(),
    ).toBeVisible();
  }
});

test('a search that finds nothing says so', async ({ page }) => {
  await open(page, '/search?query=zzyzx');
  await expect(content(page).getByText(/nothing|no results/i)).toBeVisible();
});
