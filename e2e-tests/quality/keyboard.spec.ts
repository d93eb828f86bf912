import { Locator, Page } from '@playwright/test';
import { newName } from '../support/names';
import { content, expect, heading, open, panel, test } from '../support/portal';
import {
  nameField,
  requestButton,
  requestState,
  selfService,
} from '../support/selfService';

/** Presses Tab until something has the focus; fails when it is never reached. */
async function tabTo(page: Page, target: Locator, limit = 60): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < limit; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`${limit} presses of Tab did not reach ${target}`);
}

/** Whether a person sees what has the focus: it looks different without. */
async function focusIsVisible(page: Page): Promise<boolean> {
  const focused = page.locator(':focus');
  const box = await focused.boundingBox();
  if (!box) {
    return false;
  }
  const margin = 6;
  const clip = {
    x: Math.max(0, box.x - margin),
    y: Math.max(0, box.y - margin),
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
  const options = { clip, animations: 'disabled' as const };
  const element = await focused.elementHandle();
  const seen = await page.screenshot(options);
  await element?.evaluate(node => (node as HTMLElement).blur());
  const unseen = await page.screenshot(options);
  await element?.focus();
  return !seen.equals(unseen);
}

test('the first stop skips the navigation', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  await expect(
    page.getByRole('link', { name: 'Skip to content' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(content(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(content(page).locator(':focus')).toHaveCount(1);
});

for (const path of ['/', '/catalog', '/delivery', selfService.form]) {
  test(`${path}: no trap, and the focus can always be seen`, async ({
    page,
  }) => {
    await open(page, path);
    const unseen: string[] = [];
    const stops = new Set<string>();
    for (let presses = 0; presses < 25; presses += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(
        () => document.activeElement?.outerHTML.slice(0, 200) ?? '',
      );
      if (stop.startsWith('<body')) {
        // Past the last stop; the next press begins anew.
        break;
      }
      stops.add(stop);
      if (!(await focusIsVisible(page))) {
        unseen.push(stop);
      }
    }
    expect(stops.size).toBeGreaterThan(15);
    expect(unseen).toEqual([]);
  });
}

test('a filter is chosen and taken away with keys alone', async ({ page }) => {
  await open(page, '/catalog');
  await tabTo(page, content(page).getByRole('button', { name: 'All Tier' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Tier 1' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/tier=1/);
  await tabTo(
    page,
    content(page).getByRole('button', { name: 'Clear filters' }),
  );
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/tier=1/);
});

test('a row of a table opens with keys alone', async ({ page }) => {
  await open(page, '/delivery/deployments');
  const rows = panel(page, 'All deployments').getByRole('row');
  await tabTo(page, rows.nth(1));
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(content(page).getByText('Version before')).toBeVisible();
});

test('a chart gives its values to the arrow keys and as a table', async ({
  page,
}) => {
  await open(page, '/delivery/group/default/checkout');
  const chart = panel(page, 'Deployments per week');
  await tabTo(page, chart.getByRole('application'));
  await page.keyboard.press('ArrowRight');
  await expect(chart.locator('[aria-live]')).toContainText(/: .*\d/);
  await chart.getByRole('button', { name: /as a table$/ }).press('Enter');
  await expect(chart.getByRole('table')).toBeVisible();
  expect(await chart.getByRole('row').count()).toBeGreaterThan(10);
});

test('from home to a change without touching a mouse', async ({ page }) => {
  await open(page, '/');
  await tabTo(
    page,
    panel(page, 'Delivery').getByRole('link', { name: 'Open delivery' }),
  );
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Checkout')).toBeVisible();
  const frequency = content(page).getByRole('link', {
    name: /^Deployment frequency: /,
  });
  await tabTo(page, frequency);
  await page.keyboard.press('Enter');
  await expect(panel(page, 'All deployments')).toBeVisible();
});

test('a namespace is asked for without touching a mouse', async ({ page }) => {
  await open(page, selfService.form, 'What you need');
  await tabTo(page, nameField(page));
  await page.keyboard.type(newName('by-keys'));
  const tier = content(page).getByRole('button', { name: / Tier$/ });
  await tabTo(page, tier);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /^medium/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tier).toContainText('medium');
  const plan = panel(page, 'What will happen');
  await expect(plan).toContainText('objects made');
  const quota = plan.getByRole('button', { name: /ResourceQuota compute/ });
  await tabTo(page, quota);
  await page.keyboard.press('Enter');
  await expect(
    plan.getByRole('group', { name: 'ResourceQuota compute', exact: true }),
  ).toContainText('requests.cpu: "4"');
  await tabTo(page, requestButton(page));
  await page.keyboard.press('Enter');
  await expect(requestState(page)).toHaveText('Done');
});
