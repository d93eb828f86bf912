import { mockServices } from '@backstage/backend-test-utils';
import { readSettings } from './settings';

const read = (personas: unknown) =>
  readSettings(
    mockServices.rootConfig({
      data: { auth: { providers: { personas: personas as object } } },
    }),
  );

describe('readSettings', () => {
  it('reads the people as full references', () => {
    expect(
      read({ development: { users: ['ana.brandt', 'User:crew/Joel'] } }),
    ).toEqual({
      users: ['user:default/ana.brandt', 'user:crew/joel'],
      allowNonLoopback: false,
    });
    expect(readSettings(mockServices.rootConfig({ data: {} }))).toBeUndefined();
  });

  it.each<[unknown, RegExp]>([
    [{}, /personas\.development: /],
    [{ development: {} }, /personas\.development\.users: /],
    [{ development: { users: [] } }, /development\.users: Name at least one/],
    [
      { development: { users: ['ana', 'group:default/checkout'] } },
      /users\.1: "group:default\/checkout" is not the reference of a user\. Write/,
    ],
    [{ development: { users: ['ana', 'user:ana'] } }, /Name each user once/],
    [{ development: { users: ['ana'], allowAll: true } }, /allowAll/],
    [
      { development: { users: ['ana'], allowNonLoopback: 'yes' } },
      /allowNonLoopback: /,
    ],
  ])('refuses %j', (personas, message) => {
    expect(() => read(personas)).toThrow(message);
  });
});
