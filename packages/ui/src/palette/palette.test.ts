import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Rgb = [number, number, number];

const css = readFileSync(join(__dirname, 'palette.css'), 'utf8');

function palette(mode: 'light' | 'dark'): Rgb[] {
  const block = css.split(`[data-theme-mode='${mode}'] {`)[1].split('}')[0];
  return [...block.matchAll(/#([0-9a-f]{6});/g)].map(match => rgb(match[1]));
}

function rgb(hex: string): Rgb {
  const part = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(0), part(2), part(4)];
}

const linear = (c: number) =>
  c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** CIE 1976 L*a*b*, D65. */
function lab(linearRgb: number[]): number[] {
  const [r, g, b] = linearRgb;
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const vision = {
  ordinary: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882,
    -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182,
    0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733,
    0.691367, 0.3039,
  ],
};

function seen(colour: Rgb, matrix: number[]): number[] {
  const [r, g, b] = colour.map(linear);
  const channel = (row: number) =>
    Math.min(
      1,
      Math.max(
        0,
        matrix[row * 3] * r + matrix[row * 3 + 1] * g + matrix[row * 3 + 2] * b,
      ),
    );
  return lab([channel(0), channel(1), channel(2)]);
}

/** The surfaces of the themes: page, card, raised; BUI's own dark card too. */
const surfaces = {
  light: ['ffffff', 'f6f7f9', 'f3f5f7'],
  dark: ['0f1419', '161c23', '1d252e', '424141'],
};

describe.each(['light', 'dark'] as const)('the %s palette', mode => {
  it('has five colours that stand out from every surface', () => {
    const colours = palette(mode);
    expect(colours).toHaveLength(5);
    for (const surface of surfaces[mode].map(rgb)) {
      for (const colour of colours) {
        expect(contrast(colour, surface)).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(Object.entries(vision))('keeps series apart for %s', (_, matrix) => {
    const colours = palette(mode).slice(0, 4);
    const distances = colours.flatMap((colour, index) =>
      colours
        .slice(index + 1)
        .map(other =>
          Math.hypot(
            ...seen(colour, matrix).map(
              (value, axis) => value - seen(other, matrix)[axis],
            ),
          ),
        ),
    );
    expect(Math.min(...distances)).toBeGreaterThan(15);
  });
});
