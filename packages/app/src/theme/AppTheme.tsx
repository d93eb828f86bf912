import { UnifiedThemeProvider } from '@backstage/theme';
import { ReactNode } from 'react';
import useMedia from 'react-use/esm/useMedia';
import { useThemeChoice } from '../nav/useThemeChoice';
import { createMaterialTheme } from './materialTheme';
import { darkPalette, lightPalette } from './palette';

const materialThemes = {
  light: createMaterialTheme('light', lightPalette),
  dark: createMaterialTheme('dark', darkPalette),
};

/** The mode that the person chose, or the system's. */
function useMode(): 'light' | 'dark' {
  const [choice] = useThemeChoice();
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

/**
 * The provider of both themes. Backstage wraps the whole app in the provider of
 * the theme that is on: were there one for each, a switch would begin every
 * page anew, and what is typed into an open form or dialog would be lost.
 */
export function AppTheme(props: { children: ReactNode }) {
  return (
    <UnifiedThemeProvider theme={materialThemes[useMode()]} themeName="slipway">
      {props.children}
    </UnifiedThemeProvider>
  );
}
