import { StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';

type Context = Pick<
  StepContext<NamespaceSpec>,
  'resource' | 'request' | 'requestId'
>;

/** What a change is called: in a commit, in a pull request. */
export function titleOf({ resource, request }: Context): string {
  const { name } = resource;
  switch (request?.action) {
    case undefined:
      return `Put back namespace ${name} as it was requested`;
    case 'create':
      return `Add namespace ${name}`;
    case 'destroy':
      return `Remove namespace ${name}`;
    default:
      return `Change namespace ${name}: ${request?.action}`;
  }
}

/** The message of a commit: what, why, and which request. */
export function commitMessage(context: Context): string {
  const { request, requestId } = context;
  const reason = oneLine(request?.reason ?? '');
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
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
