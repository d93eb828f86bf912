import { checkText, Problem } from '@slipway/plugin-self-service-common';

/** A reason as it is stored: trimmed, null when there is none. */
export function checkReason(
  reason: string | undefined | null,
  options: { required?: string } = {},
): { text: string | null; problems: Problem[] } {
  const text = (reason ?? '').normalize('NFC').trim();
  if (text === '') {
    const problems = options.required
      ? [{ field: 'reason', message: options.required }]
      : [];
    return { text: null, problems };
  }
  const message = checkText(text, { prose: true });
  return { text, problems: message ? [{ field: 'reason', message }] : [] };
}
