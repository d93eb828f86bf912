import { findSecrets } from './findSecrets';

describe('the search', () => {
  it('finds a secret however it is written', () => {
    const secret = 'p+ss/w:rd and more';
    const secrets = { password: secret };
    for (const text of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      Buffer.from(`x:${secret}!`).toString('base64'),
      Buffer.from(`ab:${secret}`).toString('base64url'),
      Buffer.from(`abc:${secret}`).toString('base64'),
    ]) {
      expect(findSecrets(`... ${text} ...`, secrets)).not.toEqual([]);
    }
    expect(findSecrets('p+ss/w:rd and less', secrets)).toEqual([]);
  });
});
