import { tile } from '../support/delivery';
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

test('the list narrows down to a tier, and a link shows the same', async ({
  page,
}) => {
  await open(page, '/catalog');
  await choose(page, 'Tier', 'Tier 1');
  await page.keyboard.press('Escape');
  const count = content(page).getByText(/^\d+ components$/);
  const tiers = content(page).getByRole('gridcell', { name: /^Tier \d$/ });
  await expect(tiers.filter({ hasNotText: 'Tier 1' })).toHaveCount(0);
  const shown = await tiers.count();
  await expect(count).toHaveText(`${shown} components`);
  expect(new URL(page.url()).search).toContain('tier=1');

  await page.reload();
  await settle(page);
  await expect(tiers).toHaveCount(shown);
  await content(page).getByRole('button', { name: 'Clear filters' }).click();
  await expect(tiers.filter({ hasText: 'Tier 4' }).first()).toBeVisible();
});

test('my own things, by name, in the order I ask for', async ({ page }) => {
  await open(page, '/catalog');
  await content(page).getByRole('button', { name: 'Owned by me' }).click();
  await expect(content(page).getByText('7 components')).toBeVisible();
  await content(page).getByRole('columnheader', { name: 'Tier' }).click();
  const rows = content(page).getByRole('rowheader');
  await expect(rows).toHaveCount(7);
  await content(page).getByRole('searchbox').fill('cart');
  await expect(rows).toHaveText([/cart/i, /cart/i]);
});

test('a service’s page answers who owns it, who is on call and what depends on it', async ({
  page,
}) => {
  await open(page, '/catalog/default/component/payment-service');
  await expect(heading(page, 'Payments')).toBeVisible();
  const about = panel(page, 'About');
  const fact = (name: string) =>
    about
      .getByRole('term')
      .filter({ hasText: name })
      .locator('xpath=following-sibling::dd[1]');
  await expect(fact('Owner')).toHaveText('Checkout');
  await expect(fact('On call')).toContainText('Checkout');
  await expect(fact('Tier')).toContainText('Business stops without it');
  for (const where of ['Docs', 'Runbook', 'Dashboard', 'Source']) {
    await expect(about.getByRole('link', { name: where })).toHaveAttribute(
      'href',
      /^https:\/\/\w+\.saltmarsh\.example\//,
    );
  }
  await expect(about.getByText(/depends? on it$/)).toBeVisible();
  await expect(
    about.getByRole('link', { name: 'Orders', exact: true }),
  ).toBeVisible();
});

test('its delivery is one tab away and says the same as the delivery page', async ({
  page,
}) => {
  await open(page, '/catalog/default/component/payment-service');
  await content(page)
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Delivery' })
    .click();
  const frequency = tile(page, 'Deployment frequency');
  await expect(frequency).toContainText('deployments, on');
  const words = await frequency.innerText();
  await open(page, '/delivery/component/default/payment-service');
  expect(await frequency.innerText()).toBe(words);
});

for (const { name, api, shows } of [
  { name: 'OpenAPI', api: 'orders-api', shows: 'Place an order from a cart' },
  { name: 'AsyncAPI', api: 'order-events', shows: /order/i },
  { name: 'GraphQL', api: 'shop-graphql', shows: /query/i },
  { name: 'gRPC', api: 'stock-grpc', shows: /service \w+/ },
]) {
  test(`an ${name} definition can be read`, async ({ page }) => {
    await open(page, `/catalog/default/api/${api}/definition`);
    await expect(content(page).getByText(shows).first()).toBeVisible({
      timeout: 30_000,
    });
    await expect(content(page).getByText(/could not|failed to/i)).toHaveCount(
      0,
    );
  });
}
