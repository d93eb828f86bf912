import { commitsOf, fileOf, filesOf } from '../support/repository';
import { newName } from '../support/names';
import { content, expect, panel, test } from '../support/portal';
import {
  action,
  ask,
  confirm,
  confirmChange,
  dialogOf,
  fact,
  makeNamespace,
  openActions,
  openResource,
  pick,
  requestState,
  resourceState,
} from '../support/selfService';

test('the tier is changed after its preview', async ({ page }) => {
  const name = newName('growing');
  await makeNamespace(page, { name });
  const dialog = await ask(page, 'Change tier');
  await pick(dialog, 'Tier', /^large/);
  await dialog.getByRole('button', { name: 'Change tier' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    /The tier large is more than dev may have; the largest there is medium/,
  );
  await pick(dialog, 'Tier', /^medium/);
  await expect(dialog).toContainText('2 objects changed');
  await expect(dialog).toContainText(/Cost per month: €115.70/);
  await dialog.getByRole('button', { name: /ResourceQuota compute/ }).click();
  await expect(
    dialog.getByRole('group', { name: 'ResourceQuota compute', exact: true }),
  ).toContainText('added: requests.cpu: "4"');
  await confirmChange(page, dialog, 'Change tier');
  await expect(resourceState(page)).toHaveText('Ready');
  await expect(fact(panel(page, 'About'), 'Tier')).toContainText('medium');
  expect(await fileOf(name, 'quota.yaml')).toContain('requests.cpu: "4"');
  expect(await commitsOf(name)).toHaveLength(2);
});

test('a pause gives back what it uses, and waking takes it again', async ({
  page,
}) => {
  const name = newName('sleepy');
  await makeNamespace(page, { name });
  await confirmChange(page, await ask(page, 'Pause'), 'Pause');
  await expect(resourceState(page)).toHaveText('Paused');
  expect(await fileOf(name, 'quota.yaml')).toContain('pods: "0"');
  await confirmChange(page, await ask(page, 'Wake'), 'Wake');
  await expect(resourceState(page)).toHaveText('Ready');
  expect(await fileOf(name, 'quota.yaml')).toContain('pods: "10"');
});

test('its time is shown as it will pass, and extended', async ({ page }) => {
  await makeNamespace(page, { name: newName('longer') });
  const time = panel(page, 'Time');
  for (const label of ['Owners are told', 'Paused', 'Deleted']) {
    await expect(fact(time, label)).toContainText(/in \d+ d/);
  }
  await expect(time.getByText(/^Expires/)).toContainText(/in (29|30) d/);
  await time.getByRole('button', { name: 'Extend' }).click();
  await confirm(dialogOf(page, 'Extend'), 'Extend');
  await expect(content(page).getByText('Extend: done')).toBeVisible();
  await expect(time.getByText(/^Expires/)).toContainText(/in (59|60) d/);
  await expect(panel(page, 'Audit')).toContainText('Extended by Ana Brandt');
});

test('another one like it is made in another environment', async ({ page }) => {
  const name = newName('original');
  const copy = newName('copy');
  await makeNamespace(page, { name, tier: 'medium' });
  const dialog = await ask(page, 'Clone');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(copy);
  await pick(dialog, 'Environment', 'staging');
  await expect(dialog).toContainText('8 objects made');
  await confirmChange(page, dialog, 'Clone');
  await expect(
    content(page).getByRole('heading', { name: copy }),
  ).toBeVisible();
  await expect(resourceState(page)).toHaveText('Ready');
  await expect(fact(panel(page, 'About'), 'Environment')).toHaveText('staging');
  await expect(fact(panel(page, 'About'), 'Tier')).toContainText('medium');
  expect(await filesOf(name)).toEqual(await filesOf(copy));
});

test('a deletion asks for the name, and takes all of it away', async ({
  page,
}) => {
  const name = newName('leaving');
  await makeNamespace(page, { name });
  const dialog = await ask(page, 'Delete');
  const confirmation = dialog.getByRole('textbox', { name: 'Its name' });
  await confirmation.fill('something-else');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(confirmation).toHaveAccessibleDescription(new RegExp(name));
  await expect(dialog).toBeVisible();
  await confirmation.fill(name);
  await expect(dialog).toContainText('8 objects removed');
  await confirmChange(page, dialog, 'Delete');
  await expect(resourceState(page)).toHaveText('Deleted');
  expect(await filesOf(name)).toEqual([]);
  await expect(panel(page, 'Audit')).toContainText('Destroyed');
});

test('what is protected is not deleted', async ({ page }) => {
  const name = newName('guarded');
  await makeNamespace(page, { name });
  await confirm(await ask(page, 'Protect'), 'Protect');
  await expect(
    panel(page, 'About').getByText('Protected', { exact: true }),
  ).toBeVisible();
  await openActions(page);
  const deletion = action(page, 'Delete');
  await expect(deletion).toBeDisabled();
  await expect(deletion).toContainText('is protected; lift the protection');
  expect(await filesOf(name)).toContain('namespace.yaml');
});

test('where there is a grace a deletion is undone', async ({ page }) => {
  const name = newName('regretted');
  await makeNamespace(page, { name, environment: 'staging' });
  const dialog = await ask(page, 'Delete');
  await dialog.getByRole('textbox', { name: 'Its name' }).fill(name);
  await confirm(dialog, 'Delete');
  await expect(requestState(page)).toBeVisible();
  await openResource(page);
  await expect(resourceState(page)).toHaveText('Expiring');
  await expect(
    content(page).getByText(/^It is going to be deleted in/),
  ).toBeVisible();
  await content(page)
    .getByRole('button', { name: 'Undo deletion' })
    .first()
    .click();
  await confirm(dialogOf(page, 'Undo deletion'), 'Undo deletion');
  await expect(resourceState(page)).toHaveText('Ready');
  expect(await filesOf(name)).toContain('namespace.yaml');
});
