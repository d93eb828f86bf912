import { ConflictError } from '@backstage/errors';
import { canonicalJson, Verdict } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { Engine } from '../ports';
import { lockCommitment, readCommitment } from '../store/readCommitment';
import { AssessedChange } from './change';
import { RequestDeniedError } from './errors';
import { denialsOf } from './judge';
import { describeCommitment } from './toPolicyInput';

/**
 * Asks the policies once more where the team was granted something since they
 * were asked: of requests at once, each is judged with those before it.
 *
 * @throws RequestDeniedError when it is refused by that
 * @throws ConflictError when somebody has to agree by that
 */
export async function judgeInTurn(
  engine: Engine,
  trx: Knex,
  change: AssessedChange,
): Promise<void> {
  const { judged, desired, title, verdicts } = change;
  await lockCommitment(trx, desired.team);
  const commitment = await readCommitment(trx, {
    team: desired.team,
    except: desired.id,
  });
  const cost = { ...judged.cost, ...describeCommitment(commitment) };
  if (canonicalJson(cost) === canonicalJson(judged.cost)) {
    return;
  }
  const now = await engine.policies.judge({ ...judged, cost });
  const problems = denialsOf(now);
  if (problems.length > 0) {
    throw new RequestDeniedError(title, { problems });
  }
  if (asking(now).some(policy => !asking(verdicts).includes(policy))) {
    throw new ConflictError(
      `What ${desired.team} has changed while this was planned, and somebody has to agree to it now; look at it again and repeat`,
    );
  }
}

/** The policies by which somebody has to agree. */
function asking(verdicts: readonly Verdict[]): string[] {
  return verdicts
    .filter(
      ({ severity, result }) =>
        severity === 'approval' && ['fail', 'error'].includes(result),
    )
    .map(({ policy }) => policy);
}
