import { readFile } from 'node:fs/promises';
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
import { makeNamespace, selfService } from '../support/selfService';

test('the whole story of a namespace is in the audit, chained and to be taken away', async ({
  page,
  pageOf,
}) => {
  const name = newName('story');
  const reason = 'To be told later.';
  await makeNamespace(page, { name, reason });

  const engineer = await pageOf(personas.platformEngineer);
  await open(engineer, selfService.activity, 'Records');
  await content(engineer).getByRole('searchbox', { name: 'Search' }).fill(name);
  await expect(engineer).toHaveURL(new RegExp(`search=${name}`));
  await settle(engineer);
  const records = panel(engineer, /^Records$/);
  for (const event of [
    'Request submitted',
    'Request started',
    'Request done',
    'Ready',
  ]) {
    await expect(
      records.getByRole('link', { name: event, exact: true }),
    ).toHaveCount(1);
  }
  await records.getByRole('link', { name: 'Request submitted' }).click();
  const record = engineer.getByRole('dialog');
  await expect(record).toContainText('Ana Brandt');
  await expect(record).toContainText(reason);
  await expect(record.getByText('Hash of the record before')).toBeVisible();
  await engineer.keyboard.press('Escape');
  await expect(record).toBeHidden();

  const chain = panel(engineer, 'Chain of records');
  await chain.getByRole('button', { name: 'Check the chain' }).click();
  await expect(chain.getByText(/^Intact: \d+ records$/)).toBeVisible();

  const [download] = await Promise.all([
    engineer.waitForEvent('download'),
    records.getByRole('button', { name: 'Export NDJSON' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(lines.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['request.submitted', 'resource.ready']),
  );
  expect(new Set(lines.map(({ resourceName }) => resourceName))).toEqual(
    new Set([name]),
  );
});

test('a developer reads what happened to a thing, and not the whole audit', async ({
  page,
}) => {
  await makeNamespace(page, { name: newName('mine') });
  await expect(panel(page, 'Audit')).toContainText(
    'Request submitted by Ana Brandt',
  );
  await page.goto(selfService.activity);
  await expect(
    content(page).getByText('by the permission self-service.audit.read'),
  ).toBeVisible();
});
