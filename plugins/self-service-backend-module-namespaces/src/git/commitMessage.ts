import { StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';

type Context = Pick<
  StepContext<NamespaceSpec>,
  'resource' | 'plan' | 'request' | 'requestId'
>;

/** What a change is called: in a commit, in a pull request. */
export function titleOf({ resource, plan, request }: Context): string {
  const { name } = resource;
  if (!request) {
    return `Put back namespace ${name} as it was requested`;
  }
  // Also of a creation that is taken back.
  if (plan === null) {
    return `Remove namespace ${name}`;
  }
  if (request.takenBack) {
    return `Take back ${request.action} of namespace ${name}`;
  }
  return request.action === 'create'
    ? `Add namespace ${name}`
    : `Change namespace ${name}: ${request.action}`;
}

/** The message of a commit: what, why, and which request. */
export function commitMessage(context: Context): string {
  const { request, requestId } = context;
  const reason = quiet(oneLine(request?.reason ?? ''));
  return [
    titleOf(context),
    '',
    ...(reason === '' ? [] : [reason, '']),
    ...(requestId === '' ? [] : [`Slipway-Request: ${requestId}`]),
    `Slipway-Resource: ${context.resource.id}`,
    ...(request ? [`Requested-By: ${oneLine(request.requestedBy)}`] : []),
    '',
  ].join('\n');
}

/** A person's text can neither add lines, such as another trailer, nor hide any. */
export function oneLine(text: string, longest = 500): string {
  const line = text
    // Half a character is refused by what reads it next.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\s]+/gu, ' ')
    .trim();
  return cut(line, longest);
}

/** At most so many characters, with a sign that there were more. */
export function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest
    ? `${characters.slice(0, longest - 1).join('')}…`
    : text;
}

/** Forges call people and link issues that a commit names; this one names none. */
function quiet(text: string): string {
  return text.replace(/[@#](?=\S)/g, '$&\u2060');
}
