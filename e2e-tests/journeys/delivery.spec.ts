import {
  countedRows,
  countIn,
  promisedRows,
  tile,
  valueOf,
} from '../support/delivery';
import {
  content,
  expect,
  heading,
  open,
  panel,
  settle,
  test,
} from '../support/portal';

for (const { metric, list } of [
  { metric: 'Deployment frequency', list: 'All deployments' },
  { metric: 'Change lead time', list: 'With a lead time' },
  { metric: 'Change fail rate', list: 'Failed' },
  { metric: 'Failed deployment recovery time', list: 'Failed' },
  { metric: 'Deployment rework rate', list: 'Rework' },
]) {
  test(`${metric} opens as many rows as it counts`, async ({ page }) => {
    await open(page, '/delivery');
    const value = valueOf(page, metric);
    const promised = await promisedRows(value);
    expect(promised).toBeGreaterThan(0);
    await value.click();
    await expect(panel(page, list)).toBeVisible();
    await settle(page);
    expect(await countedRows(panel(page, list))).toBe(promised);
  });
}

test('a bar of the lead times opens the changes in it', async ({ page }) => {
  await open(page, '/delivery/group/default/checkout');
  const bar = panel(page, 'Distribution of lead times').getByRole('link', {
    name: /^[\d,]+ changes, 1 h to 4 h$/,
  });
  const promised = countIn((await bar.getAttribute('aria-label')) ?? '');
  await bar.click();
  const changes = panel(page, /^Lead time of 1 h to 4 h$/);
  await expect(changes).toBeVisible();
  await settle(page);
  expect(await countedRows(changes)).toBe(promised);
});

test('from the organisation down to one change, with numbers that agree', async ({
  page,
}) => {
  const frequency = valueOf(page, 'Deployment frequency');
  await open(page, '/delivery');
  await expect(content(page).getByText('invented company')).toBeVisible();
  const organisation = await promisedRows(frequency);

  await panel(page, 'Teams')
    .getByRole('link', { name: 'Checkout', exact: true })
    .click();
  await expect(heading(page, 'Checkout')).toBeVisible();
  await settle(page);
  const team = await promisedRows(frequency);
  expect(team).toBeLessThan(organisation);

  await panel(page, 'Services')
    .getByRole('link', { name: 'Payments', exact: true })
    .click();
  await expect(heading(page, 'Payments')).toBeVisible();
  await settle(page);
  const service = await promisedRows(frequency);
  expect(service).toBeLessThan(team);

  await frequency.click();
  const deployments = panel(page, 'All deployments');
  await expect(deployments).toBeVisible();
  await settle(page);
  expect(await countedRows(deployments)).toBe(service);

  const version = deployments
    .getByRole('row')
    .filter({ hasText: 'Succeeded' })
    .first()
    .getByRole('link')
    .first();
  const name = await version.innerText();
  await version.click();
  await expect(heading(page, name)).toBeVisible();
  await settle(page);
  const carried = panel(page, 'Changes it carried');
  const changes = await countedRows(carried);
  await expect(
    content(page).getByText(new RegExp(`^${changes} changes?, lead time p50`)),
  ).toBeVisible();
  await expect(carried.getByRole('rowheader')).toHaveCount(changes);
});

test('a team is the sum of its services, each deployment once', async ({
  page,
}) => {
  const frequency = valueOf(page, 'Deployment frequency');
  const services = panel(page, 'Services').getByRole('rowheader');
  await open(page, '/delivery/group/default/checkout');
  const team = await promisedRows(frequency);
  const names = await services.getByRole('link').allInnerTexts();
  expect(names.length).toBeGreaterThan(4);
  let sum = 0;
  for (const name of names) {
    await services.getByRole('link', { name, exact: true }).click();
    await expect(heading(page, name)).toBeVisible();
    await settle(page);
    await expect(frequency.or(panel(page, /^No data/))).toBeVisible();
    sum += (await frequency.isVisible()) ? await promisedRows(frequency) : 0;
    await page.goBack();
    await expect(heading(page, 'Checkout')).toBeVisible();
    await settle(page);
  }
  expect(sum).toBe(team);
});

test('a failed deployment leads to what recovered it, and back', async ({
  page,
}) => {
  await open(page, '/delivery/deployments?filter=failed');
  const failed = panel(page, 'Failed').getByRole('row').nth(1);
  const recovered = failed.getByRole('link').last();
  const after = await recovered.innerText();
  await failed.getByRole('rowheader').getByRole('link').click();
  await expect(
    content(page).getByText(
      `Failed; recovered by this deployment after ${after}`,
    ),
  ).toBeVisible();
  await content(page).getByRole('link', { name: 'by this deployment' }).click();
  await expect(content(page).getByText(/^Roll back to /)).toBeVisible();
  await content(page).getByRole('link', { name: 'this deployment' }).click();
  await expect(content(page).getByText(/^Failed; recovered/)).toBeVisible();
});

test('every metric says how it is defined', async ({ page }) => {
  await open(page, '/delivery');
  await tile(page, 'Change fail rate')
    .getByRole('link', { name: 'Change fail rate', exact: true })
    .click();
  await expect(page).toHaveURL(/\/delivery\/definitions#change-fail-rate$/);
  await expect(
    content(page).getByRole('heading', { name: 'Change fail rate' }),
  ).toBeInViewport();
});
