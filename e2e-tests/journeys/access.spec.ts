import { callAs } from '../support/api';
import { expect, personas, test } from '../support/portal';

const clearSample = { method: 'DELETE', path: '/api/dora/sample' };
const deliver = {
  method: 'POST',
  path: '/api/dora/deliveries',
  data: { source: 'mine', deliveries: [] },
};
const readMetrics = { method: 'GET', path: '/api/dora/metrics' };

test.describe('a developer', () => {
  test('reads all metrics', async ({ page }) => {
    expect((await callAs(page, readMetrics)).status()).toBe(200);
  });

  test('may neither remove the sample data nor send deliveries', async ({
    page,
  }) => {
    expect((await callAs(page, clearSample)).status()).toBe(403);
    expect((await callAs(page, deliver)).status()).toBe(403);
    expect((await callAs(page, readMetrics)).status()).toBe(200);
  });

  test('may not remove what another team owns', async ({ page }) => {
    const found = await callAs(page, {
      method: 'GET',
      path: '/api/catalog/entities/by-name/component/default/shop-web',
    });
    const { metadata } = await found.json();
    const removal = await callAs(page, {
      method: 'DELETE',
      path: `/api/catalog/entities/by-uid/${metadata.uid}`,
    });
    expect(removal.status()).toBe(403);
  });
});

test.describe('a team lead', () => {
  test.use({ persona: personas.teamLead });

  test('may not change everybody’s numbers either', async ({ page }) => {
    expect((await callAs(page, deliver)).status()).toBe(403);
  });
});

test.describe('a platform engineer', () => {
  test.use({ persona: personas.platformEngineer });

  test('may send deliveries, which are checked', async ({ page }) => {
    const answer = await callAs(page, deliver);
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain('deliveries');
  });
});

test.describe('somebody who is not signed in', () => {
  test.use({ persona: null });

  test('reads nothing', async ({ page }) => {
    for (const path of [
      '/api/dora/metrics',
      '/api/catalog/entities/by-query',
      '/api/dora/sample',
    ]) {
      expect((await page.request.get(path)).status()).toBe(401);
    }
  });
});
