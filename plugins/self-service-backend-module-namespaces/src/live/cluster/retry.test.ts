import { ClusterError } from './ClusterError';
import { withRetries } from './retry';

describe('withRetries', () => {
  const failure = (status?: number, retryAfterMs?: number) =>
    new ClusterError({
      message: 'no',
      request: 'GET /version',
      status,
      retryAfterMs,
    });

  async function attempt(outcomes: Array<unknown>) {
    const waits: number[] = [];
    let count = 0;
    const result = await withRetries(
      async () => {
        const outcome = outcomes[Math.min(count, outcomes.length - 1)];
        count += 1;
        if (outcome === 'fine') {
          return outcome;
        }
        throw outcome;
      },
      {
        signal: new AbortController().signal,
        random: () => 1,
        wait: async ms => {
          waits.push(ms);
        },
      },
    ).catch(error => error);
    return { result, waits, count };
  }

  it('waits longer each time, and gives up', async () => {
    const error = failure(503);
    expect(await attempt([error])).toEqual({
      result: error,
      waits: [100, 300, 900, 2700],
      count: 5,
    });
  });

  it('waits as long as the server says', async () => {
    expect(
      await attempt([failure(429, 2_000), failure(503, 50), 'fine']),
    ).toEqual({ result: 'fine', waits: [2_000, 300], count: 3 });
  });

  it('leaves a long wait to who can do something else meanwhile', async () => {
    const error = failure(429, 40_000);
    expect(await attempt([error])).toEqual({
      result: error,
      waits: [],
      count: 1,
    });
  });

  it('tries again when no answer came', async () => {
    expect(await attempt([failure(), 'fine'])).toMatchObject({ count: 2 });
  });

  it.each([403, 404, 409, 422])(
    'does not try again after a refusal by %d',
    async status => {
      const error = failure(status);
      expect(await attempt([error])).toEqual({
        result: error,
        waits: [],
        count: 1,
      });
    },
  );

  it('does not try again after a fault of our own', async () => {
    expect(await attempt([new Error('ours')])).toMatchObject({ count: 1 });
  });
});
