import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  darkPalette,
  lightPalette,
  paletteTokens,
  SlipwayPalette,
} from './palette';

const css = readFileSync(join(__dirname, 'slipway.css'), 'utf8');
const html = readFileSync(join(__dirname, '../../public/index.html'), 'utf8');

/** The declarations of the block that a mode's body rule opens. */
function tokensOf(mode: string): Map<string, string> {
  const [, block = ''] = css.split(
    new RegExp(`^body\\[data-theme-mode='${mode}'\\] \\{$`, 'm'),
  );
  return new Map(
    [...block.split('\n}')[0].matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
      ([, name, value]) => [name, value],
    ),
  );
}

/** WCAG 2.2: contrast of two colours such as #0f5c80, 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5]
      .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map(part =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
      );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['app', 'surface', 'raised'] as const;
const texts = [
  'text',
  'textSecondary',
  'positive',
  'negative',
  'warning',
  'announcement',
] as const;
const pairs: [keyof SlipwayPalette, keyof SlipwayPalette][] = [
  ...texts.flatMap(text =>
    grounds.map((ground): [typeof text, typeof ground] => [text, ground]),
  ),
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
  ['onPositiveSurface', 'positiveSurface'],
  ['onNegativeSurface', 'negativeSurface'],
  ['onWarningSurface', 'warningSurface'],
  ['onAnnouncementSurface', 'announcementSurface'],
];

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('the %s theme', (mode, palette) => {
  const tokens = tokensOf(mode);

  it('has the same colours in the stylesheet and for Material UI', () => {
    const names = Object.keys(paletteTokens) as (keyof SlipwayPalette)[];
    expect(
      Object.fromEntries(
        names.map(name => [name, tokens.get(paletteTokens[name])]),
      ),
    ).toEqual(palette);
  });

  it.each(pairs)('writes %s on %s with a contrast of AA', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(
      4.5,
    );
  });

  it.each(grounds)(
    'draws controls and focus on %s so that they show',
    ground => {
      const ring = tokens.get('--bui-ring') ?? '';
      expect(contrast(palette.borderStrong, palette[ground])).toBeGreaterThan(
        3,
      );
      expect(contrast(ring, palette[ground])).toBeGreaterThan(3);
    },
  );

  it('starts with its own ground before any script runs', () => {
    expect(html).toContain(palette.app);
  });
});

it('knows a contrast when it sees one', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
