import {
  expectNoViolations,
  expectNoViolationsNow,
  expectToFitPhone,
} from '../support/accessible';
import { newName } from '../support/names';
import {
  content,
  expect,
  open,
  panel,
  personas,
  settle,
  test,
} from '../support/portal';
import {
  ask,
  askForNamespace,
  makeNamespace,
  openActions,
  openForm,
  requestState,
  selfService,
} from '../support/selfService';

test('a form with its plan', async ({ page }) => {
  await openForm(page, { name: newName('seen'), environment: 'production' });
  await panel(page, 'What will happen')
    .getByRole('button', { name: /ResourceQuota compute/ })
    .click();
  await settle(page);
  await expectNoViolations(page);
  await expectToFitPhone(page);
});

test('a form with faults', async ({ page }) => {
  await open(page, `${selfService.form}?name=Seen_1`, 'What you need');
  await content(page)
    .getByRole('button', { name: 'Request namespace' })
    .click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page);
  await expectToFitPhone(page);
});

test('a request that waits, for who asked and for who decides', async ({
  page,
  pageOf,
}) => {
  await askForNamespace(page, {
    name: newName('seen'),
    environment: 'production',
    reason: 'To be looked at.',
  });
  await settle(page);
  const lead = await pageOf(personas.teamLead);
  await open(lead, page.url(), 'Your decision');
  const list = await pageOf(personas.teamLead);
  await open(list, selfService.approvals, 'You may decide');
  for (const each of [page, lead, list]) {
    await expectNoViolations(each);
    await expectToFitPhone(each);
  }
});

test('a request that is done', async ({ page }) => {
  await askForNamespace(page, { name: newName('seen') });
  await expect(requestState(page)).toHaveText('Done');
  await settle(page);
  await expectNoViolations(page);
  await expectToFitPhone(page);
});

test('a resource', async ({ page }) => {
  await makeNamespace(page, { name: newName('seen') });
  await settle(page);
  await expectNoViolations(page);
  await expectToFitPhone(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the actions of a resource, and the dialog of one', async ({
      page,
    }) => {
      await makeNamespace(page, { name: newName('seen') });
      await openActions(page);
      await expectNoViolationsNow(page);
      await page.keyboard.press('Escape');
      const dialog = await ask(page, 'Change tier');
      await settle(page);
      await expect(dialog).toBeVisible();
      await expectNoViolationsNow(page);
    });
  });
}

test('a record of the audit', async ({ page, pageOf }) => {
  const name = newName('seen');
  await makeNamespace(page, { name });
  const engineer = await pageOf(personas.platformEngineer);
  await open(engineer, `${selfService.activity}?search=${name}`, 'Records');
  await panel(engineer, /^Records$/)
    .getByRole('link', { name: 'Ready' })
    .click();
  await expect(
    engineer.getByRole('dialog').getByText('Hash of this record'),
  ).toBeVisible();
  await expectNoViolations(engineer);
});
