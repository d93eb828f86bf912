import { content, expect, mainNavigation, open, test } from '../support/portal';
import { pages } from '../support/pages';

test.use({ viewport: { width: 360, height: 740 } });

for (const { name, path, heading } of pages) {
  test(`${name} fits a phone without scrolling sideways`, async ({ page }) => {
    await open(page, path, heading);
    const widths = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect(widths.page).toBeLessThanOrEqual(widths.screen);
  });
}

test('the menu opens, leads on and closes', async ({ page }) => {
  await open(page, '/');
  await expect(mainNavigation(page)).toBeHidden();
  await page.getByRole('button', { name: 'Open menu' }).click();
  await mainNavigation(page).getByRole('link', { name: 'Delivery' }).click();
  await expect(
    content(page).getByRole('heading', { name: /^Saltmarsh Supply/ }),
  ).toBeVisible();
  await expect(mainNavigation(page)).toBeHidden();
});
