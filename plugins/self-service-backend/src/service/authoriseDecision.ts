import { ConflictError } from '@backstage/errors';
import { Engine } from '../ports';
import { RequestRow } from '../store/rows';
import { denyForRight } from './denyRequest';
import { describeRequest } from './describeChange';
import { canonicalRequester, partiesOf, Requester } from './requester';
import { Approver, resolveApprovers } from './resolveApprovers';

/** What of a request says who may decide on it. */
type Decidable = Pick<
  RequestRow,
  'title' | 'state' | 'approval' | 'requested_by' | 'on_behalf_of'
> & { desired: Pick<RequestRow['desired'], 'team'> };

/**
 * Whether somebody may decide on a request now, with the sentence that says why
 * not. People decide, not services; and only on the plan that they saw.
 */
export async function mayDecide(
  engine: Engine,
  request: Decidable,
  whoever: Requester,
): Promise<
  | { may: true; approver: Approver; approvers: Approver[] }
  | { may: false; because: string }
> {
  const { approval: need } = request;
  const by = canonicalRequester(whoever);
  if (request.state !== 'waiting-for-approval' || !need) {
    return {
      may: false,
      because: `'${request.title}' is ${request.state} and waits for no decision`,
    };
  }
  if (by.type !== 'user' || by.onBehalfOf) {
    return {
      may: false,
      because:
        'A decision is made by a person who is signed in, not by a service',
    };
  }
  const approvers = await resolveApprovers(engine, {
    need,
    team: request.desired.team,
    parties: partiesOf(request),
  });
  const approver = approvers.find(({ ref }) => ref === by.ref);
  if (approver) {
    return { may: true, approver, approvers };
  }
  const others = approvers.map(({ ref }) => ref).join(', ') || 'nobody';
  return {
    may: false,
    because:
      need.separationOfDuty && partiesOf(request).includes(by.ref)
        ? `You asked for '${request.title}', so somebody else has to decide: ${others}`
        : `Only those who lead ${request.desired.team} or are in the groups named may decide on '${request.title}': ${others}`,
  };
}

/**
 * @throws ConflictError when it waits for no decision, or when the plan is not
 * the one that was seen
 * @throws NotAllowedError that says who may
 */
export async function authoriseDecision(
  engine: Engine,
  request: RequestRow,
  options: { by: Requester; planHash: string },
): Promise<{ approver: Approver; approvers: Approver[] }> {
  const decision = await mayDecide(engine, request, options.by);
  if (!decision.may) {
    if (request.state !== 'waiting-for-approval') {
      throw new ConflictError(decision.because);
    }
    throw await denyForRight(engine, {
      title: `Decide on ${request.title}`,
      requester: options.by,
      message: decision.because,
      about: describeRequest(request),
    });
  }
  if (options.planHash !== request.plan_hash) {
    throw new ConflictError(
      `planHash: the plan of '${request.title}' changed since you saw it; look at it again and decide on what it is now`,
    );
  }
  return decision;
}
