import { RequestDetail } from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { CommandError } from '../../errors';
import { ProgressLine } from '../../output/progressLine';
import { PortalClient } from '../../portal/PortalClient';

const pollEvery = 1000;

const ended = new Set<RequestDetail['state']>(['done', 'failed', 'cancelled']);

/**
 * Follows a request to its end.
 *
 * @throws CommandError when it failed or was cancelled, with cause and remedy
 */
export async function followRequest(
  context: CliContext,
  portal: PortalClient,
  id: string,
): Promise<RequestDetail> {
  const line = new ProgressLine(context);
  try {
    for (;;) {
      const request = await portal.get<RequestDetail>(`/requests/${id}`, [
        'state',
        'steps',
      ]);
      if (ended.has(request.state)) {
        line.clear();
        return finished(request);
      }
      line.show(describe(request));
      await context.sleep(pollEvery);
    }
  } finally {
    line.clear();
  }
}

function describe(request: RequestDetail): string {
  if (request.state === 'waiting-for-approval') {
    const people = request.approval?.people.join(', ') || 'nobody found';
    return `${request.title}: waiting for approval by ${people}`;
  }
  const step = request.steps.find(({ state }) => state === 'running');
  const done = request.steps.filter(({ state }) => state === 'done').length;
  return [
    `${request.title}: ${request.state}`,
    request.steps.length > 0 ? `${done} of ${request.steps.length} steps` : '',
    step ? `${step.title}${step.message ? ` (${step.message})` : ''}` : '',
  ]
    .filter(part => part !== '')
    .join(', ');
}

function finished(request: RequestDetail): RequestDetail {
  const { state, title, failure, cancelReason, decisions } = request;
  if (state === 'failed') {
    throw new CommandError(
      failure
        ? `${title} failed in '${failure.step}': ${failure.cause} ${failure.remedy}`
        : `${title} failed. See its page.`,
    );
  }
  if (state === 'cancelled') {
    const refusal = decisions.find(({ decision }) => decision === 'refused');
    throw new CommandError(
      `${title} was cancelled (${cancelReason ?? 'no reason'})${
        refusal?.reason ? `: ${refusal.reason}` : ''
      }.`,
    );
  }
  return request;
}
