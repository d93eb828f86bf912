import { useCallback, useState } from 'react';

const storageKey = 'slipway.navigation.collapsed';

/**
 * Whether the navigation shows icons only. Kept in the browser rather than in
 * the person's settings: it belongs to this screen, and reading it without a
 * request keeps the page from jumping.
 */
export function useCollapsed(): [boolean, () => void] {
  const [collapsed, setCollapsed] = useState(readCollapsed);
  const toggle = useCallback(() => {
    setCollapsed(before => {
      writeCollapsed(!before);
      return !before;
    });
  }, []);
  return [collapsed, toggle];
}

function readCollapsed(): boolean {
  try {
    return window.localStorage.getItem(storageKey) === 'true';
  } catch {
    return false;
  }
}

function writeCollapsed(collapsed: boolean): void {
  try {
    window.localStorage.setItem(storageKey, String(collapsed));
  } catch {
    // Storage is refused in some privacy modes; the choice then lasts until reload.
  }
}
