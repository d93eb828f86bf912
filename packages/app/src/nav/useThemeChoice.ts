import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const toChoice = (themeId: string | undefined): ThemeChoice =>
  themeChoices.find(choice => choice === themeId) ?? 'system';

/** The chosen appearance, and how to choose another. */
export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const appThemeApi = useApi(appThemeApiRef);
  const [themeId, setThemeId] = useState(appThemeApi.getActiveThemeId());

  useEffect(() => {
    const subscription = appThemeApi.activeThemeId$().subscribe(setThemeId);
    return () => subscription.unsubscribe();
  }, [appThemeApi]);

  const choose = (choice: ThemeChoice) =>
    appThemeApi.setActiveThemeId(choice === 'system' ? undefined : choice);
  return [toChoice(themeId), choose];
}
