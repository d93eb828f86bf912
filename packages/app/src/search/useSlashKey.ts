import { useEffect } from 'react';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/**
 * Lets the `/` key search from anywhere: focuses the search field of the page's
 * content or else that of the navigation, and calls `otherwise` when neither
 * is in sight.
 */
export function useSlashKey(otherwise: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const other = event.ctrlKey || event.metaKey || event.altKey;
      if (event.key !== '/' || other || isTyping(event.target)) {
        return;
      }
      event.preventDefault();
      const fields = [
        ...document.querySelectorAll<HTMLInputElement>(
          '#content [data-quick-search] input, [data-quick-search] input',
        ),
      ].filter(field => field.checkVisibility());
      const own = fields.find(field => field.closest('#content'));
      const field = own ?? fields[0];
      if (field) {
        field.focus();
        field.select();
      } else {
        otherwise();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [otherwise]);
}
