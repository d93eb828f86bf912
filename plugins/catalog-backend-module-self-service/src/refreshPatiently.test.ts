import { mockServices } from '@backstage/backend-test-utils';
import { ForwardedError } from '@backstage/errors';
import { refreshPatiently } from './refreshPatiently';

function setUp(outcomes: Array<Error | undefined>) {
  const logger = mockServices.logger.mock();
  const stop = new AbortController();
  const refresh = jest.fn(async () => {
    const outcome = outcomes[refresh.mock.calls.length - 1] ?? outcomes.at(-1);
    if (outcome) {
      throw outcome;
    }
  });
  const wait = jest.fn(async () => undefined);
  const run = () =>
    refreshPatiently({ refresh, logger, signal: stop.signal, wait });
  const said = () => [
    ...logger.info.mock.calls,
    ...logger.warn.mock.calls,
    ...logger.error.mock.calls,
  ];
  return { refresh, wait, run, said, stop };
}

const starting = new ForwardedError(
  'Self-service resources could not be read',
  new Error('Request failed with 503 Service Unavailable'),
);

describe('refreshPatiently', () => {
  it('says nothing while self-service still starts', async () => {
    const { refresh, run, said } = setUp([starting, starting, undefined]);
    await run();
    expect(refresh).toHaveBeenCalledTimes(3);
    expect(said()).toEqual([]);
  });

  it('says once, in words, why it gave up', async () => {
    const { run, said, wait } = setUp([starting]);
    await run();
    expect(said()).toEqual([
      [
        expect.stringMatching(
          /could not be read; caused by Error: Request failed with 503 Service Unavailable$/,
        ),
      ],
    ]);
    expect(wait).toHaveBeenCalled();
  });

  it('stops when the portal stops', async () => {
    const { refresh, run, said, stop } = setUp([starting]);
    refresh.mockImplementationOnce(async () => {
      stop.abort();
      throw starting;
    });
    await run();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(said()).toEqual([]);
  });
});
