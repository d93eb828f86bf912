import { newName } from '../support/names';
import { content, expect, heading, open, panel, test } from '../support/portal';
import { makeNamespace, requestButton } from '../support/selfService';

test('a team’s page shows what it has, and asks for more in its name', async ({
  page,
}) => {
  const name = newName('team-thing');
  await makeNamespace(page, { name });
  await open(page, '/catalog/default/group/checkout');
  await content(page)
    .getByRole('tab', { name: 'Self-service' })
    .or(content(page).getByRole('link', { name: 'Self-service' }))
    .click();
  const things = panel(page, 'Resources');
  const row = things.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('Ready');
  await expect(content(page).getByRole('meter').first()).toBeVisible();
  await things.getByRole('link', { name: 'Request namespace' }).click();
  await expect(heading(page, 'Request namespace')).toBeVisible();
  await expect(
    content(page).getByRole('button', { name: 'Checkout Team' }),
  ).toBeVisible();
  await expect(requestButton(page)).toBeVisible();
});
