import { filesOf } from '../support/repository';
import { newName } from '../support/names';
import {
  content,
  expect,
  open,
  panel,
  personas,
  test,
} from '../support/portal';
import {
  askForNamespace,
  openResource,
  requestState,
  resourceState,
  selfService,
} from '../support/selfService';

const environment = 'production';

test('production waits for the lead, who approves exactly the plan that is shown', async ({
  page,
  pageOf,
}) => {
  const name = newName('till');
  const reason = 'The tills of the new shop.';
  await askForNamespace(page, { name, environment, reason });
  await expect(requestState(page)).toHaveText('Waiting for approval');
  await expect(panel(page, 'Waits for a decision')).toContainText(
    'somebody else has to decide: user:default/joel.mensah',
  );
  await expect(
    content(page).getByRole('button', { name: 'Approve this plan' }),
  ).toBeHidden();
  expect(await filesOf(name)).toEqual([]);

  const lead = await pageOf(personas.teamLead);
  await open(lead, selfService.approvals, 'Approvals');
  const row = content(lead).getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText(reason);
  await row.getByRole('link', { name: new RegExp(name) }).click();
  await expect(panel(lead, 'What will happen')).toContainText('8 objects made');
  const decision = panel(lead, 'Your decision');
  const plan = await decision.locator('code').getAttribute('title');
  expect(plan).toMatch(/^[0-9a-f]{64}$/);
  await decision.getByRole('button', { name: 'Approve this plan' }).click();
  await expect(requestState(lead)).toHaveText('Done');
  const decided = panel(lead, 'Decisions');
  await expect(decided).toContainText('Approved by Joel Mensah');
  await expect(decided.locator('code')).toHaveAttribute('title', plan ?? '');

  // The page of who asked followed without being touched.
  await expect(requestState(page)).toHaveText('Done');
  await openResource(page);
  await expect(resourceState(page)).toHaveText('Ready');
  expect(await filesOf(name)).toContain('namespace.yaml');
});

test('a refusal needs a reason, which reaches who asked', async ({
  page,
  pageOf,
}) => {
  const name = newName('kiosk');
  const reason = 'Nobody is on call for it yet.';
  await askForNamespace(page, { name, environment });
  const address = page.url();

  const lead = await pageOf(personas.teamLead);
  await open(lead, address, 'Your decision');
  const decision = panel(lead, 'Your decision');
  const refuse = decision.getByRole('button', { name: 'Refuse' });
  await refuse.click();
  const field = decision.getByRole('textbox', { name: 'Reason' });
  await expect(field).toHaveAccessibleDescription(/Say why you refuse/);
  await field.fill(reason);
  await refuse.click();
  await expect(requestState(lead)).toHaveText('Refused');

  await expect(requestState(page)).toHaveText('Refused');
  await expect(panel(page, 'Decisions')).toContainText(
    'Refused by Joel Mensah',
  );
  await expect(panel(page, 'Decisions')).toContainText(reason);
  await open(page, '/notifications', 'Notifications');
  await expect(
    content(page)
      .getByRole('link', { name: new RegExp(`^Refused: .*${name}`) })
      .first(),
  ).toBeVisible();
  expect(await filesOf(name)).toEqual([]);
});

test('who asked takes it back while it waits', async ({ page }) => {
  const name = newName('second-thought');
  await askForNamespace(page, { name, environment });
  await content(page).getByRole('button', { name: 'Cancel request' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Nothing was made yet');
  await dialog.getByRole('button', { name: 'Cancel request' }).click();
  await expect(requestState(page)).toHaveText('Cancelled');
  expect(await filesOf(name)).toEqual([]);
});
