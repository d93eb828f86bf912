import { commitsOf, editByHand, fileOf, passerBy } from '../support/repository';
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
  makeNamespace,
  resourceState,
  selfService,
} from '../support/selfService';

test('what is changed by hand is found, put back where that is asked for, and recorded', async ({
  page,
  pageOf,
}) => {
  const name = newName('drifting');
  await makeNamespace(page, { name });
  const asMade = await fileOf(name, 'quota.yaml');
  await editByHand(name, {
    'quota.yaml': ['requests.cpu: "1"', 'requests.cpu: "64"'],
    'limitrange.yaml': ['cpu: "500m"', 'cpu: "900m"'],
  });

  const engineer = await pageOf(personas.platformEngineer);
  await open(engineer, selfService.targets, 'Administration');
  await content(engineer)
    .getByRole('button', { name: 'Look at everything now' })
    .click();
  await expect(content(engineer).getByRole('status')).toContainText(
    /resources? (is|are) looked at/,
  );

  const drift = panel(page, 'Drift');
  const quota = drift.getByRole('row', { name: /ResourceQuota/ });
  await expect(quota).toContainText('requests.cpu');
  await expect(quota.getByRole('gridcell').nth(0)).toHaveText('1');
  await expect(quota.getByRole('gridcell').nth(1)).toHaveText('64');
  await expect(quota).toContainText(passerBy);
  await expect(quota).toContainText('Corrected');
  const limits = drift.getByRole('row', { name: /LimitRange/ });
  await expect(limits).toContainText('900m');
  await expect(limits).toContainText('is reported only');
  await expect(resourceState(page)).toHaveText('Drifted');

  expect(await fileOf(name, 'quota.yaml')).toBe(asMade);
  expect(await fileOf(name, 'limitrange.yaml')).toContain('900m');
  expect((await commitsOf(name))[0]).toContain(
    `Put back namespace ${name} as it was requested`,
  );
  await expect(panel(page, 'Audit')).toContainText('Drift corrected');
});
