import fc from 'fast-check';
import { redacted, redactSecrets, redactText } from './redactSecrets';

const jwt =
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';
const privateKey =
  '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA\n-----END EC PRIVATE KEY-----';

describe('redactSecrets', () => {
  it('goes by the name of a key, the name beside a value, and the looks of a text', () => {
    expect(
      redactSecrets({
        password: 'hunter-2',
        DB_PASSWORD: 'hunter-2',
        clientSecret: 'abc',
        'api-key': 'abc',
        kubeconfig: 'apiVersion: v1',
        nested: { tokens: ['one', 'two'], credentials: { user: 'app' } },
        environment: [{ name: 'DB_PASSWORD', value: 'hunter-2' }],
        fields: [{ path: 'spec.auth.token', before: 'one', after: 'two' }],
        key: privateKey,
        note: `it says ${jwt} there`,
        headers: { Authorization: 'Bearer abc', accept: 'text/plain' },
      }),
    ).toEqual({
      password: redacted,
      DB_PASSWORD: redacted,
      clientSecret: redacted,
      'api-key': redacted,
      kubeconfig: redacted,
      nested: { tokens: [redacted, redacted], credentials: { user: redacted } },
      environment: [{ name: 'DB_PASSWORD', value: redacted }],
      fields: [{ path: 'spec.auth.token', before: redacted, after: redacted }],
      key: redacted,
      note: `it says ${redacted} there`,
      headers: { Authorization: redacted, accept: 'text/plain' },
    });
  });

  it('leaves what only speaks of secrets', () => {
    const record = {
      automountServiceAccountToken: false,
      secretName: 'till-tls',
      tokenExpiresAt: '2026-03-02T09:00:00.000Z',
      tokens: 3,
      tier: 'small',
      inputs: { name: 'checkout-dev', reason: 'the token service needs it' },
      fields: [{ path: 'spec.hard.pods', before: '10', after: '20' }],
      nothing: null,
    };
    expect(redactSecrets(record)).toEqual(record);
  });

  it.each([
    ['Authorization: Bearer abcdefghijklmnop', 'Authorization: Bearer'],
    ['token: abcdef-123456', 'token:'],
    ['client-key-data: TFMwdExTMUNSVWRK', 'client-key-data:'],
    ['curl --password="correct horse" host', 'host'],
    ['postgresql://app:hunter-2@db.example/till', 'db.example/till'],
    ['ghp_0123456789abcdefghij', ''],
    ['AKIAIOSFODNN7EXAMPLE', ''],
    ['DB_PASSWORD=hunter-2\nDB_HOST=db', 'DB_HOST=db'],
    [privateKey.slice(0, 60), ''],
  ])('takes the secret out of "%s"', (text, rest) => {
    const clean = redactText(text);
    expect(clean).toContain(redacted);
    expect(clean).toContain(rest);
    expect(clean).not.toMatch(
      /hunter-2|horse|abcdef|TFMw|0123456789|IOSFODNN|MHcC/,
    );
  });

  it('never lets a password through, wherever it stands', () => {
    const secret = 'S3cret-that-must-not-show';
    const holder = fc.constantFrom(
      { password: secret },
      { name: 'API_TOKEN', value: secret },
      { path: 'data.client-secret', before: null, after: secret },
      { log: `login with password=${secret}` },
      { url: `https://app:${secret}@example.com/` },
      { yaml: `users:\n- user:\n    token: ${secret}\n` },
    );
    const tree = fc.letrec(tie => ({
      node: fc.oneof(
        { maxDepth: 4 },
        holder,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, value => {
        expect(JSON.stringify(redactSecrets({ value } as never))).not.toContain(
          secret,
        );
      }),
    );
  });

  it('takes no longer for a hostile text', () => {
    for (const text of [
      'token: ',
      'eyJ',
      '://a',
      'a-'.repeat(8),
      'password=',
    ]) {
      const long = text.repeat(100_000);
      expect(redactText(long).length).toBeLessThanOrEqual(long.length * 2);
    }
  });
});
