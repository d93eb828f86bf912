import {
  expectNoViolations,
  expectToFitPhone,
  phone,
} from '../support/accessible';
import { pages } from '../support/pages';
import {
  content,
  expect,
  heading,
  mainNavigation,
  open,
  panel,
  personas,
  settle,
  test,
} from '../support/portal';

for (const { name, path, heading: about, foreign, persona } of pages) {
  test.describe(name, () => {
    test.use({ persona: persona ?? personas.developer });

    test('accessible in both themes, and fits a phone', async ({ page }) => {
      await open(page, path, about);
      await expectNoViolations(page, foreign);
      await expectToFitPhone(page);
    });
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
