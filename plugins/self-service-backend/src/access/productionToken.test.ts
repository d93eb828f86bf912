import { readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { selfServicePermissions } from '@slipway/plugin-self-service-common';
import { parse } from 'yaml';

it('lets the token of a production installation read and ask, by name', async () => {
  const root = resolvePackagePath(
    '@slipway/plugin-self-service-backend',
    '../..',
  );
  const text = await readFile(`${root}/app-config.production.yaml`, 'utf8');
  const restrictions = new ConfigReader(parse(text))
    .getConfigArray('backend.auth.externalAccess')
    .flatMap(access => access.getConfigArray('accessRestrictions'))
    .filter(each => each.getString('plugin') === 'self-service');
  expect(restrictions).toHaveLength(1);
  const named = restrictions[0].getStringArray('permission');
  const known = selfServicePermissions.map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(named));
  expect(named).toEqual(['self-service.read', 'self-service.request']);
});
