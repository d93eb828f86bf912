import { violations } from '../support/axe';
import { pages } from '../support/pages';
import { content, expect, open, panel, settle, test } from '../support/portal';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const { name, path, heading, foreign } of pages) {
      test(name, async ({ page }) => {
        await open(page, path, heading);
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        expect(await violations(page, foreign)).toEqual([]);
      });
    }

    test('deployment', async ({ page }) => {
      await open(page, '/delivery/deployments', 'All deployments');
      await panel(page, 'All deployments')
        .getByRole('rowheader')
        .first()
        .getByRole('link')
        .click();
      await expect(content(page).getByText('Version before')).toBeVisible();
      await settle(page);
      expect(await violations(page)).toEqual([]);
    });

    test('an open list and an open menu', async ({ page }) => {
      await open(page, '/catalog', 'Catalog');
      await content(page).getByRole('button', { name: 'All Tier' }).click();
      await expect(page.getByRole('option', { name: 'Tier 1' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Ana Brandt.*account/ }).click();
      await expect(
        page.getByRole('menuitem', { name: 'Sign out' }),
      ).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test.describe('signed out', () => {
      test.use({ persona: null });

      test('sign-in', async ({ page }) => {
        await page.goto('/');
        await expect(
          page.getByRole('button', { name: 'Sign in as Ana Brandt' }),
        ).toBeEnabled();
        expect(await violations(page)).toEqual([]);
      });
    });
  });
}
