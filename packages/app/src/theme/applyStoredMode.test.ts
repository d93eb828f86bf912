import { applyStoredMode } from './applyStoredMode';

function modeWith(stored: string | null, systemIsDark: boolean) {
  applyStoredMode({
    document,
    localStorage: { getItem: () => stored },
    matchMedia: () => ({ matches: systemIsDark }),
  } as unknown as Window);
  return document.body.getAttribute('data-theme-mode');
}

it.each([
  ['dark', false, 'dark'],
  ['light', true, 'light'],
  [null, true, 'dark'],
  [null, false, 'light'],
  ['something-old', true, 'dark'],
])('stored %s, system dark %s: %s', (stored, systemIsDark, mode) => {
  expect(modeWith(stored, systemIsDark)).toBe(mode);
});

it('copes with a browser that refuses storage', () => {
  applyStoredMode({
    document,
    get localStorage(): Storage {
      throw new Error('denied');
    },
    matchMedia: () => ({ matches: true }),
  } as unknown as Window);
  expect(document.body).toHaveAttribute('data-theme-mode', 'dark');
});
