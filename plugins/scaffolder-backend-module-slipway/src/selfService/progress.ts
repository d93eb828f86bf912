import { RequestDetail, StepView } from '@slipway/plugin-self-service-common';

/** Tells what is new in a request since it was read before, a line each. */
export class Progress {
  readonly #told = new Set<string>();

  /** Lines that were not given yet, in the order in which things happened. */
  next(request: RequestDetail): string[] {
    const state = describeState(request);
    const steps = request.steps.flatMap(describeStep);
    const ended = ['done', 'failed', 'cancelled'].includes(request.state);
    return (ended ? [...steps, state] : [state, ...steps])
      .filter(({ key }) => !this.#told.has(key))
      .map(({ key, text }) => {
        this.#told.add(key);
        return text;
      });
  }
}

type Line = { key: string; text: string };

function describeState(request: RequestDetail): Line {
  const { state, plan, approval } = request;
  if (state === 'waiting-for-approval') {
    const people = approval?.people.join(', ') || 'nobody that was found';
    return {
      // A plan that changed meanwhile waits anew.
      key: `${state} ${plan?.hash}`,
      text: `Waiting for approval by ${people}`,
    };
  }
  return { key: state, text: `${request.title}: ${state.replace(/-/g, ' ')}` };
}

function describeStep(step: StepView): Line[] {
  const attempt = step.attempts > 1 ? ` (attempt ${step.attempts})` : '';
  const message = step.message ? `: ${step.message}` : '';
  return [
    ...(step.state === 'waiting'
      ? []
      : [
          {
            key: `${step.key} ${step.state} ${step.attempts} ${message}`,
            text: `${step.title}: ${step.state}${attempt}${message}`,
          },
        ]),
    ...step.log.map(({ at, text }, index) => ({
      key: `${step.key} log ${index} ${at}`,
      text: `${step.title}: ${text}`,
    })),
  ];
}
