import { mockServices } from '@backstage/backend-test-utils';
import { DefaultAnnouncer } from './DefaultAnnouncer';

const one = '8c1d1c5e-0e6b-4a57-9d7e-0d1c8a1f5b11';
const other = '11111111-0e6b-4a57-9d7e-0d1c8a1f5b11';

function setUp() {
  const published = {
    signals: jest.fn(async (_signal: object) => undefined),
    events: jest.fn(async (_event: object) => undefined),
    send: jest.fn(async (_notification: object) => undefined),
  };
  const logger = mockServices.logger.mock();
  const announcer = new DefaultAnnouncer({
    signals: { publish: published.signals },
    events: { publish: published.events, subscribe: async () => undefined },
    notifications: { send: published.send },
    logger,
  });
  const messages = () =>
    published.signals.mock.calls.map(([signal]) =>
      Reflect.get(signal, 'message'),
    );
  return { announcer, logger, messages, ...published };
}

const notice = {
  recipients: ['user:default/joel.mensah', 'user:default/joel.mensah'],
  title: 'checkout-dev waits for your approval',
  description: 'Ana Brandt asks for a namespace.',
  link: '/self-service/requests/1',
  severity: 'normal' as const,
  topic: 'approval:1',
};

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('changes', () => {
  it('are announced at once, and a burst together', () => {
    const { announcer, messages, events, signals } = setUp();
    announcer.changed({ resourceId: one });
    expect(signals).toHaveBeenCalledWith({
      channel: 'self-service',
      recipients: { type: 'broadcast' },
      message: { resourceId: one },
    });
    expect(events).toHaveBeenCalledWith({
      topic: 'self-service.resource',
      eventPayload: { resourceId: one },
    });

    for (let turn = 0; turn < 50; turn++) {
      announcer.changed({ resourceId: one, requestId: 'a' });
      announcer.changed({ resourceId: one });
    }
    announcer.changed({ resourceId: other });
    expect(messages()).toEqual([{ resourceId: one }, { resourceId: other }]);
    jest.advanceTimersByTime(250);
    expect(messages()).toHaveLength(3);
    expect(messages()[2]).toEqual({ resourceId: one, requestId: 'a' });

    announcer.changed({ resourceId: one, requestId: 'a' });
    expect(messages()).toHaveLength(3);
    jest.advanceTimersByTime(250);
    expect(messages()).toHaveLength(4);

    jest.advanceTimersByTime(250);
    announcer.changed({ resourceId: one });
    expect(messages()).toHaveLength(5);
    expect(events).toHaveBeenCalledTimes(5);
  });

  it('that wait are announced when it stops', () => {
    const { announcer, messages } = setUp();
    announcer.changed({ resourceId: one });
    announcer.changed({ resourceId: one, requestId: 'a' });
    announcer.changed({ resourceId: one, requestId: 'b' });
    announcer.stop();
    expect(messages()).toEqual([
      { resourceId: one },
      { resourceId: one, requestId: 'a' },
      { resourceId: one, requestId: 'b' },
    ]);
    jest.advanceTimersByTime(1000);
    expect(messages()).toHaveLength(3);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that cannot be announced are logged, and no more', async () => {
    const { announcer, signals, logger } = setUp();
    signals.mockRejectedValueOnce(new Error('no bus'));
    announcer.changed({ resourceId: one });
    await Promise.resolve();
    expect(logger.warn).toHaveBeenCalledWith(
      'A change could not be announced',
      { resourceId: one, error: 'Error: no bus' },
    );
  });
});

describe('notifications', () => {
  it('go to each recipient once, and replace those about the same', async () => {
    const { announcer, send } = setUp();
    await announcer.notify(notice);
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: ['user:default/joel.mensah'],
          },
          payload: {
            title: notice.title,
            description: notice.description,
            link: notice.link,
            severity: 'normal',
            scope: 'approval:1',
          },
        },
      ],
    ]);
    await announcer.notify({ ...notice, recipients: [] });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('that are not answered hold nobody up', async () => {
    const { announcer, send, logger } = setUp();
    send.mockReturnValueOnce(new Promise(() => undefined));
    const notified = announcer.notify(notice);
    jest.advanceTimersByTime(10_000);
    await notified;
    expect(logger.warn).toHaveBeenCalledWith(
      'A notification could not be sent',
      expect.objectContaining({ error: expect.stringMatching(/no answer/) }),
    );
    await announcer.notify(notice);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that fail are logged, and no more', async () => {
    const { announcer, send, logger } = setUp();
    send.mockRejectedValueOnce(new Error('502'));
    await expect(announcer.notify(notice)).resolves.toBeUndefined();
    expect(logger.warn).toHaveBeenCalledWith(
      'A notification could not be sent',
      expect.objectContaining({ topic: 'approval:1', error: 'Error: 502' }),
    );
  });
});
