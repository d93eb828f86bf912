import fc from 'fast-check';
import { compileVersionPattern } from './versionPattern';

const read = (pattern: string, version: string, tag?: string) =>
  compileVersionPattern({ pattern, tag })(version, 'till.eu');

describe('compileVersionPattern', () => {
  it.each([
    ['{tag}', 'v1', { by: 'tag', tag: 'v1' }],
    ['release-{sha}', 'release-ABCDEF1', { by: 'sha', prefix: 'abcdef1' }],
    ['release-{sha}', 'release-abcdef', undefined],
    ['release-{sha}', 'xrelease-abcdef1', undefined],
    ['{sha}', 'abcdefg', undefined],
    ['{sha}-*', 'abcdef1-2024', { by: 'sha', prefix: 'abcdef1' }],
    ['*/{service}:{tag}', 'a:5/till.eu:v1', { by: 'tag', tag: 'v1' }],
    ['*/{service}:{tag}', 'a:5/till-eu:v1', undefined],
  ])('reads by %s the version %s', (pattern, version, expected) => {
    expect(read(pattern, version)).toEqual(expected);
  });

  it('writes the tag as it is written in the repository', () => {
    expect(read('{tag}', '1.2', '{service}@v{tag}')).toEqual({
      by: 'tag',
      tag: 'till.eu@v1.2',
    });
    expect(read('{tag}', '$&{tag}', 'v{tag}')).toEqual({
      by: 'tag',
      tag: 'v$&{tag}',
    });
  });

  it('takes the text of a pattern as text, whatever it holds', () => {
    const text = fc.string().filter(value => !/[{}*]/.test(value));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pattern = `${before}{sha}${after}`;
        expect(read(pattern, `${before}0123456${after}`)).toEqual({
          by: 'sha',
          prefix: expect.stringContaining('0123456'),
        });
        expect(read(pattern, `${before}012345!${after}`)).toBeUndefined();
      }),
    );
  });
});
