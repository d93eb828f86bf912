import { createHmac } from 'node:crypto';
import { readPullRequestEvent, verifySignature } from './webhook';

describe('a webhook', () => {
  const secret = 'a-shared-secret-of-some-length';
  const event = Buffer.from(
    JSON.stringify({
      action: 'synchronize',
      number: 7,
      repository: { full_name: 'acme/shop' },
      pull_request: {
        title: 'A better basket',
        html_url: 'https://forge.example/acme/shop/pull/7',
        state: 'open',
        updated_at: '2026-03-02T09:00:00Z',
      },
    }),
  );
  const sign = (body: Buffer, key = secret) =>
    `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

  it('is read when it is signed', () => {
    expect(() => verifySignature(event, sign(event), secret)).not.toThrow();
    expect(readPullRequestEvent('pull_request', event)).toMatchObject({
      repository: 'acme/shop',
      number: 7,
      state: 'open',
      at: new Date('2026-03-02T09:00:00Z'),
    });
    expect(readPullRequestEvent('push', event)).toBeUndefined();
  });

  it.each([undefined, '', 'sha256=00', sign(event, 'another-secret')])(
    'is refused with the signature %s',
    signature => {
      expect(() => verifySignature(event, signature, secret)).toThrow(
        /does not fit the body/,
      );
    },
  );

  it.each(['{', '{}', '{"number":"7"}', '[]'])('says what %s lacks', body => {
    expect(() =>
      readPullRequestEvent('pull_request', Buffer.from(body)),
    ).toThrow(/JSON|not as expected/);
  });
});
