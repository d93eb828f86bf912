import { expect, Page, test } from '@playwright/test';
import { Exemption, violations } from './axe';
import { settle } from './portal';

/** The smallest screen that every page fits. */
export const phone = { width: 360, height: 740 };

/** Colours on their way from one theme to the other are those of neither. */
async function withoutMotion(page: Page): Promise<void> {
  await page.addStyleTag({
    content:
      '*, ::before, ::after { animation: none !important; transition: none !important; }',
  });
}

/** That axe finds nothing on a page as it is now, in either theme. */
export async function expectNoViolations(
  page: Page,
  foreign?: Exemption[],
): Promise<void> {
  await withoutMotion(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await test.step(`axe finds nothing, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        colorScheme,
      );
      await settle(page);
      expect(await violations(page, foreign)).toEqual([]);
    });
  }
}

/** That axe finds nothing in the theme that is on. */
export async function expectNoViolationsNow(page: Page): Promise<void> {
  await withoutMotion(page);
  expect(await violations(page)).toEqual([]);
}

/** That nobody has to scroll sideways on a phone. */
export async function expectToFitPhone(page: Page): Promise<void> {
  await test.step('fits a phone without scrolling sideways', async () => {
    await page.setViewportSize(phone);
    await expect(page.getByRole('button', { name: 'Open menu' })).toBeVisible();
    await settle(page);
    const widths = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect(widths.page).toBeLessThanOrEqual(widths.screen);
  });
}
