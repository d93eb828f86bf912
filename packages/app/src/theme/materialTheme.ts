import {
  createUnifiedTheme,
  defaultTypography,
  genPageTheme,
  palettes,
} from '@backstage/theme';
import { SlipwayPalette } from './palette';

const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

const heading = (fontSize: number) => ({
  fontSize,
  fontWeight: 600,
  marginBottom: 8,
});

const typography = {
  ...defaultTypography,
  fontFamily,
  h1: heading(28),
  h2: heading(24),
  h3: heading(20),
  h4: heading(18),
  h5: heading(16),
  h6: heading(15),
};

/** Material UI's and Backstage's own names for the colours of a palette. */
function materialColours(mode: 'light' | 'dark', colours: SlipwayPalette) {
  return {
    ...palettes[mode],
    background: { default: colours.app, paper: colours.surface },
    text: {
      primary: colours.text,
      secondary: colours.textSecondary,
      disabled: colours.textDisabled,
    },
    divider: colours.border,
    primary: { main: colours.accent, contrastText: colours.onAccent },
    secondary: { main: colours.accent, contrastText: colours.onAccent },
    error: { main: colours.negative },
    warning: { main: colours.warning },
    info: { main: colours.announcement },
    success: { main: colours.positive },
    border: colours.border,
    textContrast: colours.text,
    textSubtle: colours.textSecondary,
    textVerySubtle: colours.border,
    link: colours.accent,
    linkHover: colours.accentHover,
    highlight: colours.warningSurface,
    errorBackground: colours.negativeSurface,
    errorText: colours.onNegativeSurface,
    warningBackground: colours.warningSurface,
    warningText: colours.onWarningSurface,
    infoBackground: colours.announcementSurface,
    infoText: colours.onAnnouncementSurface,
    tabbar: { indicator: colours.accent },
    code: { background: colours.raised },
    banner: {
      info: colours.announcementSurface,
      error: colours.negativeSurface,
      warning: colours.warningSurface,
      text: colours.text,
      link: colours.accent,
      closeButtonColor: colours.textSecondary,
    },
  };
}

function materialComponents(colours: SlipwayPalette) {
  const flat = { boxShadow: 'none', border: `1px solid ${colours.border}` };
  return {
    MuiPaper: {
      styleOverrides: {
        root: { backgroundImage: 'unset' },
        elevation1: flat,
        elevation2: flat,
        rounded: { borderRadius: 8 },
      },
    },
    MuiButton: {
      styleOverrides: {
        root: { textTransform: 'none' as const, boxShadow: 'none' },
      },
    },
    MuiTab: { styleOverrides: { root: { letterSpacing: 0 } } },
    MuiChip: {
      styleOverrides: {
        root: {
          backgroundColor: colours.raised,
          color: colours.text,
          borderRadius: 6,
        },
      },
    },
  };
}

/** The Material UI theme (versions 4 and 5) of one mode. */
export function createMaterialTheme(
  mode: 'light' | 'dark',
  colours: SlipwayPalette,
) {
  const page = genPageTheme({
    colors: [colours.surface, colours.surface],
    shape: 'none',
    options: { fontColor: colours.text },
  });
  return createUnifiedTheme({
    palette: materialColours(mode, colours),
    fontFamily,
    typography,
    defaultPageTheme: 'home',
    pageTheme: { home: page },
    components: materialComponents(colours),
  });
}
