import { FieldView, Preview } from '@slipway/plugin-self-service-common';
import { FieldValues, isFilled } from './values';
import { Notes } from './FieldNotes';

/** `labels.tier` is said beside `labels`. */
const isAbout = (path: string | null, field: string) =>
  path === field || (path?.startsWith(`${field}.`) ?? false);

/**
 * A problem as a sentence of its own. The backend's words go on from the
 * field's name, as in `is missing; give it a name`.
 */
export function problemText(label: string, message: string): string {
  return /^[a-z]/.test(message) ? `${label} ${message}` : message;
}

/**
 * What to say beside a field. A field that nobody has come to yet is not
 * blamed for being empty.
 *
 * @param visited - fields that were left, or all once the form was sent
 */
export function notesOf(options: {
  field: FieldView;
  preview: Preview | undefined;
  values: FieldValues;
  visited: boolean;
}): Notes {
  const { preview, values, visited } = options;
  const { name, label } = options.field;
  if (!preview) return { problems: [], verdicts: [] };
  const filled = isFilled(values[name]);
  const problems = preview.problems.filter(({ field }) => isAbout(field, name));
  return {
    problems: problems
      .filter(() => visited || filled)
      .map(({ message }) =>
        filled ? problemText(label, message) : `${label} is missing.`,
      ),
    // What a policy denies is among the problems, too.
    verdicts: preview.verdicts.filter(
      verdict =>
        isAbout(verdict.field, name) &&
        !problems.some(({ message }) => message.includes(verdict.message)) &&
        (verdict.result === 'fail' || verdict.result === 'error'),
    ),
  };
}
