/**
 * Marks the document with the mode the person chose, or the system's, before
 * anything is drawn. The theme provider does the same only after its first
 * rendering, which would show a dark page white for a moment.
 */
export function applyStoredMode(window: Window): void {
  const mode = storedMode(window) ?? systemMode(window);
  window.document.body.setAttribute('data-theme-mode', mode);
}

function storedMode(window: Window): string | undefined {
  try {
    const stored = window.localStorage.getItem('theme');
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    // Storage is refused in some privacy modes; the system's mode will do.
    return undefined;
  }
}

function systemMode(window: Window): string {
  return window.matchMedia('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light';
}
