/** A greeting that suits the hour of the reader's clock. */
export function greet(now: Date, displayName: string | undefined): string {
  const hour = now.getHours();
  const firstName = displayName?.trim().split(/\s+/)[0];
  let words = 'Good evening';
  if (hour >= 5 && hour < 12) {
    words = 'Good morning';
  } else if (hour >= 12 && hour < 18) {
    words = 'Good afternoon';
  }
  return firstName ? `${words}, ${firstName}` : words;
}

/** `Friday 21 November 2026`, as the reader's locale has it. */
export function longDate(now: Date, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(now);
}
