import { tile } from '../support/delivery';
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

test('the morning page shows what the team’s own page says', async ({
  page,
}) => {
  await open(page, '/');
  await expect(content(page).getByRole('heading', { level: 1 })).toContainText(
    'Ana',
  );
  const delivery = panel(page, 'Delivery');
  await expect(delivery.getByText('Sample data')).toBeVisible();
  const lines = delivery.getByRole('listitem');
  await expect(lines).toHaveCount(5);
  const frequency = await lines
    .filter({ hasText: 'Deployment frequency' })
    .getByRole('link')
    .first()
    .innerText();

  await delivery.getByRole('link', { name: 'Open delivery' }).click();
  await expect(heading(page, 'Checkout')).toBeVisible();
  await expect(tile(page, 'Deployment frequency')).toContainText(frequency);
});

test('my services are there by tier, and all of them in the catalog', async ({
  page,
}) => {
  await open(page, '/');
  const services = panel(page, 'Your services');
  await expect(
    services.getByRole('heading', { name: /^Tier 1/ }),
  ).toBeVisible();
  const all = services.getByRole('link', { name: /^All \d+ in the catalog$/ });
  const promised = /\d+/.exec((await all.textContent()) ?? '')?.[0];
  await all.click();
  await expect(heading(page, 'Catalog')).toBeVisible();
  await expect(content(page).getByText(`${promised} components`)).toBeVisible();
});

test('what I visited is one click away again', async ({ page }) => {
  await open(page, '/');
  await panel(page, 'Your services')
    .getByRole('link', { name: 'Payments', exact: true })
    .click();
  await expect(heading(page, 'Payments')).toBeVisible();
  await settle(page);
  await mainNavigation(page).getByRole('link', { name: 'Home' }).click();
  await panel(page, 'Recently visited')
    .getByRole('link', { name: /Payments/ })
    .click();
  await expect(heading(page, 'Payments')).toBeVisible();
});

test.describe('for a platform engineer', () => {
  test.use({ persona: personas.platformEngineer });

  test('it is about the platform team', async ({ page }) => {
    await open(page, '/');
    await expect(
      panel(page, 'Delivery').getByRole('link', { name: 'Platform' }),
    ).toBeVisible();
    await expect(
      panel(page, 'Your services').getByRole('link', { name: 'Feature flags' }),
    ).toBeVisible();
  });
});
