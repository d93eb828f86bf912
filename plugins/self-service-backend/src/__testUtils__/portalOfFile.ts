import { eventually, testDatabase } from '@slipway/testing';
import { answerChecker } from './answers';
import { ana } from './engine';
import { Portal, startPortal } from './portal';
import { bucketInputs } from './requests';

/**
 * For a file of tests: a portal that all of them ask, and whether its answers
 * are as it describes them. To be called once, outside the tests.
 */
export function portalOfFile() {
  jest.setTimeout(60_000);
  const database = testDatabase();
  const portal = {} as Portal;
  let check: ReturnType<typeof answerChecker>;

  beforeAll(async () => {
    Object.assign(portal, await startPortal({ knex: await database.knex() }));
    const { body } = await portal.get(ana, '/openapi.json');
    check = answerChecker(body);
  });

  /** Asks for a bucket in dev, or as the fields say. */
  const submit = (who: string, fields: object, more: object = {}) =>
    portal.send(who, 'post', '/requests', {
      kind: 'bucket',
      inputs: bucketInputs({ ...fields }),
      ...more,
    });
  const settled = (id: string) =>
    eventually(
      () => portal.get(ana, `/requests/${id}`),
      ({ body }) => ['done', 'failed', 'cancelled'].includes(body.state),
    );

  return {
    portal,
    submit,
    settled,
    /** What is wrong with an answer; null when it is as described. */
    matches: (...of: Parameters<typeof check>) => check(...of),
    /** Makes a bucket in dev and waits until it is there. */
    async make(name: string) {
      const { body } = await submit(ana, { name });
      expect((await settled(body.id)).body.state).toBe('done');
      return portal.get(ana, `/resources/${body.resourceId}`);
    },
  };
}
