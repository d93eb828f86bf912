import {
  canonicalJson,
  FieldView,
  JsonObject,
  Preview,
} from '@slipway/plugin-self-service-common';
import { PreviewState } from '../usePreview';
import { isFilled } from './values';
import { Notes } from './FieldNotes';

/** `labels.tier` is said beside `labels`. */
const isAbout = (path: string | null, field: string) =>
  path === field || (path?.startsWith(`${field}.`) ?? false);

type Problem = Preview['problems'][number];

/**
 * A problem as a sentence of its own. The backend's words go on from the
 * field's name, as in `is missing; give it a name`.
 */
export function problemText(options: {
  problem: Problem;
  fields: readonly FieldView[];
  inputs: JsonObject;
}): string {
  const { problem, fields, inputs } = options;
  const field = fields.find(({ name }) => isAbout(problem.field, name));
  // Of what is not there the schema says only that it is of no type.
  if (field && !isFilled(inputs[field.name]))
    return `${field.label} is missing.`;
  const label = field?.label ?? problem.field;
  return label && /^[a-z]/.test(problem.message)
    ? `${label} ${problem.message}`
    : problem.message;
}

/**
 * What to say beside a field. A field that nobody has come to yet is not
 * blamed for being empty, nor one that is being typed for what it was before.
 *
 * @param inputs - what stands in the form now
 * @param visited - whether the field was left, or the form sent
 */
export function notesOf(options: {
  field: FieldView;
  state: PreviewState;
  inputs: JsonObject;
  visited: boolean;
}): Notes {
  const { state, inputs, visited } = options;
  const { name } = options.field;
  const { preview } = state;
  const outdated =
    canonicalJson(state.inputs[name]) !== canonicalJson(inputs[name]);
  if (!preview || outdated) return { problems: [], verdicts: [] };
  const filled = isFilled(inputs[name]);
  const problems = preview.problems.filter(({ field }) => isAbout(field, name));
  return {
    problems: problems
      .filter(() => visited || filled)
      .map(problem =>
        problemText({ problem, fields: [options.field], inputs }),
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
