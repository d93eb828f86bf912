import { NotFoundError } from '@backstage/errors';
import {
  ApprovalNeed,
  RequestDetail,
  RequestState,
} from '@slipway/plugin-self-service-common';
import { Caller, Engine } from '../../ports';
import { ListedRequest } from '../../store/read/listRequests';
import {
  findRequest,
  readDecisions,
  readLastDecisions,
  readSteps,
} from '../../store/read/readRequestParts';
import { mayDecide } from '../authoriseDecision';
import { RequestRow } from '../../store/rows';
import { mayCancel } from '../cancelRequest';
import { partiesOf } from '../requester';
import { resolveApprovers } from '../resolveApprovers';
import {
  presentDecision,
  presentPlan,
  presentRequestSummary,
  presentStep,
} from './presentRequest';

/** From here a request is withdrawn; a failed one is rolled back instead. */
const withdrawable: readonly RequestState[] = [
  'draft',
  'judged',
  'waiting-for-approval',
  'approved',
  'running',
];

/**
 * One request with all that its page shows, and what who asks may do with it.
 *
 * @throws NotFoundError with where to look instead
 */
export async function getRequest(
  engine: Engine,
  id: string,
  caller: Caller,
): Promise<RequestDetail> {
  const row = await findRequest(engine.knex, id);
  if (!row) {
    throw new NotFoundError(
      `There is no request ${id}; GET /requests lists those that there are`,
    );
  }
  const [decisions, steps, decide, acts, approval] = await Promise.all([
    readDecisions(engine.knex, id),
    readSteps(engine.knex, id),
    mayDecide(engine, row, caller),
    mayCancel(engine, row, caller),
    approvalNow(engine, row),
  ]);
  const waits = row.state === 'waiting-for-approval';
  const failed = row.state === 'failed';
  return {
    ...presentRequestSummary(row, {
      mayDecide: decide.may,
      decision: decisions.at(-1),
    }),
    inputs: row.inputs,
    reason: row.reason,
    plan: presentPlan(row),
    verdicts: row.verdicts,
    quota: row.quota,
    costBefore: row.cost_before,
    approval,
    decisions: decisions.map(presentDecision),
    steps: steps.map(presentStep),
    failure: row.failure,
    mayNotDecideBecause: waits && !decide.may ? decide.because : null,
    mayCancel: acts && withdrawable.includes(row.state),
    mayRetry: acts && failed,
    mayRollBack: acts && failed,
  };
}

/** While it waits, those who may decide by the catalog as it is now. */
async function approvalNow(
  engine: Engine,
  row: RequestRow,
): Promise<ApprovalNeed | null> {
  const { approval: need } = row;
  if (!need || row.state !== 'waiting-for-approval') {
    return need;
  }
  const people = await resolveApprovers(engine, {
    need,
    team: row.desired.team,
    parties: partiesOf(row),
  });
  return { ...need, people: people.map(({ ref }) => ref) };
}

/** Some requests, with how each was decided and whether who asks may. */
export async function presentRequests(
  engine: Engine,
  rows: ListedRequest[],
  caller: Caller,
) {
  const ids = rows.map(({ id }) => id);
  const decisions = await readLastDecisions(engine.knex, ids);
  return Promise.all(
    rows.map(async row => {
      const { may } = await mayDecide(engine, row, caller);
      return presentRequestSummary(row, {
        mayDecide: may,
        decision: decisions.get(row.id),
      });
    }),
  );
}
