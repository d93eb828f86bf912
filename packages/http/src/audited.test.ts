import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

describe('audited', () => {
  const outcomes: unknown[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId }) => ({
      success: async () => {
        outcomes.push([eventId, 'success']);
      },
      fail: async ({ error }: { error: Error }) => {
        outcomes.push([eventId, error.message]);
      },
    }),
  });
  const run = (act: () => Promise<unknown>) =>
    audited({ auditor }, undefined, { id: 'quota-set', meta: {} }, act);

  beforeEach(() => {
    outcomes.length = 0;
  });

  it('says once that it was done, and gives what it came to', async () => {
    expect(await run(async () => 7)).toBe(7);
    expect(outcomes).toEqual([['quota-set', 'success']]);
  });

  it('says once why it was not, and throws the same', async () => {
    const error = new Error('over the limit');
    await expect(run(() => Promise.reject(error))).rejects.toBe(error);
    expect(outcomes).toEqual([['quota-set', 'over the limit']]);
  });
});
