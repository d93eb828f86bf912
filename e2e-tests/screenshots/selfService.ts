import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Page } from '@playwright/test';
import { expect, panel, settle, test } from '../support/portal';
import { makeNamespace, openForm } from '../support/selfService';

const folder = resolve(__dirname, '../../docs/images');
const largestBytes = 300_000;

test.use({ colorScheme: 'light', viewport: { width: 1440, height: 1000 } });

async function take(page: Page, name: string): Promise<void> {
  await settle(page);
  // Nothing is under the pointer.
  await page.mouse.move(0, 0);
  const file = resolve(folder, `self-service-${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  expect(statSync(file).size).toBeLessThanOrEqual(largestBytes);
}

// On a portal that has neither of the two yet: a name can be taken once.
test('request form', async ({ page }) => {
  await openForm(page, {
    name: 'gift-cards',
    environment: 'production',
    tier: 'medium',
    reason: 'Gift cards go on sale on 1 December.',
  });
  await panel(page, 'What will happen')
    .getByRole('button', { name: /ResourceQuota compute/ })
    .click();
  // From what was typed to what would come of it.
  await page
    .getByRole('textbox', { name: 'Why you need it' })
    .evaluate(field => {
      field.scrollIntoView({ block: 'start' });
      window.scrollBy(0, -160);
    });
  await take(page, 'form');
});

test('resource', async ({ page }) => {
  await makeNamespace(page, {
    name: 'gift-cards-dev',
    reason: 'To build gift cards before Christmas.',
  });
  await take(page, 'resource');
});
