import { Page } from '@playwright/test';
import { Exemption, violations } from '../support/axe';
import { pages } from '../support/pages';
import {
  content,
  expect,
  heading,
  mainNavigation,
  open,
  panel,
  settle,
  test,
} from '../support/portal';

const phone = { width: 360, height: 740 };

/** Colours on their way from one theme to the other are those of neither. */
async function withoutTransitions(page: Page): Promise<void> {
  await page.addStyleTag({
    content: '*, ::before, ::after { transition: none !important; }',
  });
}

async function expectNoViolations(
  page: Page,
  foreign?: Exemption[],
): Promise<void> {
  await withoutTransitions(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await test.step(`axe finds nothing, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        colorScheme,
      );
      expect(await violations(page, foreign)).toEqual([]);
    });
  }
}

async function expectToFitPhone(page: Page): Promise<void> {
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

for (const { name, path, heading: about, foreign } of pages) {
  test(`${name}: accessible in both themes, and fits a phone`, async ({
    page,
  }) => {
    await open(page, path, about);
    await expectNoViolations(page, foreign);
    await expectToFitPhone(page);
  });
}

test('deployment: accessible in both themes, and fits a phone', async ({
  page,
}) => {
  await open(page, '/delivery/deployments', 'All deployments');
  await panel(page, 'All deployments')
    .getByRole('rowheader')
    .first()
    .getByRole('link')
    .click();
  await expect(content(page).getByText('Version before')).toBeVisible();
  await settle(page);
  await expectNoViolations(page);
  await expectToFitPhone(page);
});

test('an open list and an open menu: accessible in both themes', async ({
  page,
}) => {
  await open(page, '/catalog', 'Catalog');
  await content(page).getByRole('button', { name: 'All Tier' }).click();
  await expect(page.getByRole('option', { name: 'Tier 1' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Ana Brandt.*account/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await expectNoViolations(page);
});

test('a phone’s menu opens, leads on and closes', async ({ page }) => {
  await page.setViewportSize(phone);
  await open(page, '/');
  await expect(mainNavigation(page)).toBeHidden();
  await page.getByRole('button', { name: 'Open menu' }).click();
  await mainNavigation(page).getByRole('link', { name: 'Delivery' }).click();
  await expect(heading(page, /^Saltmarsh Supply/)).toBeVisible();
  await expect(mainNavigation(page)).toBeHidden();
});

test.describe('signed out', () => {
  test.use({ persona: null });

  test('sign-in: accessible in both themes', async ({ page }) => {
    await page.goto('/');
    await expect(
      page.getByRole('button', { name: 'Sign in as Ana Brandt' }),
    ).toBeEnabled();
    await expectNoViolations(page);
  });
});
