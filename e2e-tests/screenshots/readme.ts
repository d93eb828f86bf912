import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, open, test } from '../support/portal';

const folder = resolve(__dirname, '../../docs/images');
const largestBytes = 300_000;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const { name, path, about } of [
      { name: 'home', path: '/', about: /Ana/ },
      {
        name: 'delivery',
        path: '/delivery/group/default/checkout?window=180d',
        about: 'Checkout',
      },
    ]) {
      test(name, async ({ page }) => {
        const morning = new Date();
        morning.setUTCHours(7, 40, 0, 0);
        await page.clock.setFixedTime(morning);
        // Something to come back to, as after a morning's work.
        for (const visited of ['payment-service', 'order-service']) {
          await open(page, `/catalog/default/component/${visited}`);
        }
        await open(page, path);
        await expect(
          page.getByRole('heading', { name: about }).first(),
        ).toBeVisible();
        const file = resolve(folder, `${name}-${colorScheme}.png`);
        await page.screenshot({ path: file, animations: 'disabled' });
        expect(statSync(file).size).toBeLessThanOrEqual(largestBytes);
      });
    }
  });
}
