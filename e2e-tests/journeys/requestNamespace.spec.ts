import { commitsOf, fileOf, filesOf } from '../support/repository';
import { newName } from '../support/names';
import {
  content,
  expect,
  heading,
  open,
  panel,
  settle,
  test,
} from '../support/portal';
import {
  askForNamespace,
  fact,
  makeNamespace,
  nameField,
  openForm,
  openResource,
  pick,
  requestButton,
  requestState,
  resourceState,
  selfService,
} from '../support/selfService';

test('a developer asks for a namespace, is put right while typing, and sees it made', async ({
  page,
}) => {
  const name = newName('basket');
  await open(page, selfService.home, 'Ask for');
  await content(page)
    .getByRole('link', { name: 'Request namespace' })
    .first()
    .click();
  await expect(heading(page, 'Request namespace')).toBeVisible();

  await nameField(page).fill('Basket_1');
  await expect(nameField(page)).toHaveAccessibleDescription(
    /"B".*lower-case letters.*for example basket-1/,
  );
  await nameField(page).fill('basket-prod');
  await expect(nameField(page)).toHaveAccessibleDescription(
    /says production, and dev is not.*Leave that word out/,
  );
  await nameField(page).fill(name);
  await expect(nameField(page)).not.toHaveAttribute('aria-invalid', 'true');

  const plan = panel(page, 'What will happen');
  await expect(plan).toContainText('8 objects made');
  await plan.getByRole('button', { name: /ResourceQuota compute/ }).click();
  await expect(
    plan.getByRole('group', { name: 'ResourceQuota compute', exact: true }),
  ).toContainText('requests.cpu: "1"');
  await expect(panel(page, 'Cost')).toContainText('€28.70');
  await expect(
    panel(page, 'Quota').getByRole('meter', { name: 'CPU of team checkout' }),
  ).toHaveAttribute('aria-valuetext', /of 64 cores/);
  await expect(content(page)).toContainText('Nobody has to approve');

  await requestButton(page).click();
  await expect(requestState(page)).toHaveText('Done');
  await expect(panel(page, 'Steps')).toContainText(/(\d) of \1 steps? done/);
  await openResource(page);
  await expect(resourceState(page)).toHaveText('Ready');
  await expect(fact(panel(page, 'About'), 'Target')).toHaveText(
    'Git on this machine',
  );
  // Nobody can ask a cluster here, and nothing is guessed.
  await expect(panel(page, 'Conditions')).toContainText(
    'Whether a controller has applied it to a cluster cannot be known here.',
  );

  expect(await filesOf(name)).toEqual(
    expect.arrayContaining(['namespace.yaml', 'quota.yaml', 'rbac.yaml']),
  );
  expect(await fileOf(name, 'namespace.yaml')).toContain(`name: ${name}`);
  const commits = await commitsOf(name);
  expect(commits).toHaveLength(1);
  expect(commits[0]).toContain('Requested-By: user:default/ana.brandt');
});

test('what was made is in the catalog, owned by the team', async ({ page }) => {
  const name = newName('owned');
  await makeNamespace(page, { name });
  const entity = await fact(panel(page, 'About'), 'In the catalog')
    .getByRole('link')
    .getAttribute('href');
  // The catalog takes it in a moment later.
  await expect(async () => {
    await open(page, entity ?? '', 'About');
  }).toPass();
  await expect(
    panel(page, 'About').getByRole('link', { name: 'Checkout' }).first(),
  ).toBeVisible();
});

test('what was typed outlives a reload, until the form is begun anew', async ({
  page,
}) => {
  const reason = 'The sale begins on Monday.';
  await open(page, selfService.form, 'What you need');
  await nameField(page).fill('kept-name');
  await pick(content(page), 'Tier', /^medium/);
  const why = content(page).getByRole('textbox', { name: 'Why you need it' });
  await why.fill(reason);
  await page.reload();
  await expect(nameField(page)).toHaveValue('kept-name');
  await expect(why).toHaveValue(reason);
  await expect(
    content(page).getByRole('button', { name: /^medium.* Tier$/ }),
  ).toBeVisible();
  await content(page).getByRole('button', { name: 'Start over' }).click();
  await expect(nameField(page)).toHaveValue('');
});

test('a double click makes one request', async ({ page }) => {
  const name = newName('twice');
  await openForm(page, { name });
  const sent: string[] = [];
  page.on('request', request => {
    if (
      request.method() === 'POST' &&
      request.url().endsWith('/self-service/requests')
    ) {
      sent.push(request.url());
    }
  });
  await requestButton(page).dblclick();
  await expect(requestState(page)).toHaveText('Done');
  await openResource(page);
  await expect(panel(page, /^Requests$/).getByRole('rowheader')).toHaveCount(1);
  expect(sent).toHaveLength(1);
  expect(await commitsOf(name)).toHaveLength(1);
});

test('a name that is taken is refused with the remedy, and nothing is lost', async ({
  page,
}) => {
  const name = newName('taken');
  await makeNamespace(page, { name });
  await open(page, `${selfService.form}?name=${name}`, 'What you need');
  await settle(page);
  await requestButton(page).click();
  await expect(page.getByRole('alert')).toContainText(name);
  await expect(page).toHaveURL(/\/request\/namespace/);
  await expect(nameField(page)).toHaveValue(name);
});

test('a request shows its way to the home page', async ({ page }) => {
  const name = newName('listed');
  await askForNamespace(page, { name, environment: 'staging' });
  await expect(requestState(page)).toHaveText('Done');
  await open(page, `${selfService.home}?search=${name}`, 'Ask for');
  const row = panel(page, 'Things of your teams').getByRole('row', {
    name: new RegExp(name),
  });
  await expect(row).toContainText('Ready');
  await expect(row).toContainText('staging');
  await expect(row).toContainText('€');
});
