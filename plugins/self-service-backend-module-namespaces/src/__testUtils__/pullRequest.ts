import { StepRequest } from '@slipway/plugin-self-service-node';
import { GitTargetParts } from '../git/gitTargetParts';
import { pullRequestText } from '../git/pullRequest/pullRequestText';
import { stepContext } from './gitTarget';
import { requestFacts } from './requestFacts';

const parts = {
  settings: { cluster: 'local' },
  requestUrl: (id: string) => `https://portal.example/requests/${id}`,
} as unknown as GitTargetParts;

/** The text of the pull request of a creation, but for what is given. */
export function textOf(
  fields: Partial<StepRequest>,
  plan = stepContext().plan,
) {
  return pullRequestText(
    parts,
    stepContext({
      plan,
      requestId: 'r-1',
      request: {
        action: 'create',
        reason: 'The till needs a place to be tried.',
        requestedBy: 'user:default/ana.brandt',
        planHash: 'abc',
        facts: requestFacts(),
        ...fields,
      },
    }),
  );
}
