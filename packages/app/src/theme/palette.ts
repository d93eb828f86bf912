/**
 * The colours of Slipway for core pages that are drawn with Material UI. They
 * repeat the tokens of `slipway.css`, because Material UI computes shades from
 * colours and cannot do so from CSS variables.
 */
export type SlipwayPalette = {
  app: string;
  surface: string;
  raised: string;
  text: string;
  textSecondary: string;
  textDisabled: string;
  border: string;
  borderStrong: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  positive: string;
  negative: string;
  warning: string;
  announcement: string;
  positiveSurface: string;
  onPositiveSurface: string;
  negativeSurface: string;
  onNegativeSurface: string;
  warningSurface: string;
  onWarningSurface: string;
  announcementSurface: string;
  onAnnouncementSurface: string;
};

/** The token of `slipway.css` that each colour repeats. */
export const paletteTokens: Record<keyof SlipwayPalette, string> = {
  app: '--bui-bg-app',
  surface: '--bui-bg-neutral-1',
  raised: '--bui-bg-neutral-2',
  text: '--bui-fg-primary',
  textSecondary: '--bui-fg-secondary',
  textDisabled: '--bui-fg-disabled',
  border: '--bui-border-1',
  borderStrong: '--bui-border-2',
  accent: '--bui-accent-bg',
  accentHover: '--bui-accent-bg-hover',
  onAccent: '--bui-accent-fg',
  positive: '--bui-fg-positive',
  negative: '--bui-fg-negative',
  warning: '--bui-fg-warning',
  announcement: '--bui-fg-announcement',
  positiveSurface: '--bui-positive-bg-subdued',
  onPositiveSurface: '--bui-positive-fg-subdued',
  negativeSurface: '--bui-negative-bg-subdued',
  onNegativeSurface: '--bui-negative-fg-subdued',
  warningSurface: '--bui-warning-bg-subdued',
  onWarningSurface: '--bui-warning-fg-subdued',
  announcementSurface: '--bui-announcement-bg-subdued',
  onAnnouncementSurface: '--bui-announcement-fg-subdued',
};

export const lightPalette: SlipwayPalette = {
  app: '#f6f7f9',
  surface: '#ffffff',
  raised: '#f3f5f7',
  text: '#151c24',
  textSecondary: '#55606d',
  textDisabled: '#98a2ad',
  border: '#e0e4e9',
  borderStrong: '#7f8b98',
  accent: '#0f5c80',
  accentHover: '#0a4664',
  onAccent: '#ffffff',
  positive: '#14733d',
  negative: '#b8232f',
  warning: '#8a5300',
  announcement: '#1b5fb8',
  positiveSurface: '#dff3e6',
  onPositiveSurface: '#11602f',
  negativeSurface: '#fce5e6',
  onNegativeSurface: '#98202b',
  warningSurface: '#fdf0da',
  onWarningSurface: '#7a4a00',
  announcementSurface: '#e3edfb',
  onAnnouncementSurface: '#174f98',
};

export const darkPalette: SlipwayPalette = {
  app: '#0f1419',
  surface: '#161c23',
  raised: '#1d252e',
  text: '#e7ecf2',
  textSecondary: '#9facb9',
  textDisabled: '#66727f',
  border: '#29323c',
  borderStrong: '#6f7c8a',
  accent: '#63b8db',
  accentHover: '#86cbe7',
  onAccent: '#05202c',
  positive: '#5fc98a',
  negative: '#f58a90',
  warning: '#e3b15a',
  announcement: '#7db4f2',
  positiveSurface: '#12301f',
  onPositiveSurface: '#93dfb2',
  negativeSurface: '#3a191d',
  onNegativeSurface: '#f8b0b4',
  warningSurface: '#33270f',
  onWarningSurface: '#ecc57e',
  announcementSurface: '#14294a',
  onAnnouncementSurface: '#a9cdf8',
};
