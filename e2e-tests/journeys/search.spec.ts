import { content, expect, heading, open, test } from '../support/portal';

test('the / key searches from anywhere, without a mouse', async ({ page }) => {
  await open(page, '/delivery');
  await page.keyboard.press('/');
  await expect(
    page.getByRole('searchbox', { name: 'Search the catalog' }),
  ).toBeFocused();
  await page.keyboard.type('payments');
  await expect(page.getByRole('option').first()).toContainText('Payments');
  await page.keyboard.press('ArrowDown');
  const chosen = page.locator('[role="option"][data-focused]');
  const [name] = (await chosen.innerText()).split('\n');
  await page.keyboard.press('Enter');
  await expect(heading(page, name)).toBeVisible();
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
