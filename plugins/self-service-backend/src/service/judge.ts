import {
  ApprovalNeed,
  Problem,
  QuotaEffect,
  Verdict,
} from '@slipway/plugin-self-service-common';
import { Engine, PolicyInput } from '../ports';
import { ComputedPlan, WantedChange } from './change';
import { actingRef, standingIn } from './requester';
import { resolveApprovers } from './resolveApprovers';
import { toPolicyInput } from './toPolicyInput';

/** What policies and settings say of a change. */
export type Judgement = {
  /** What was judged, to be judged again where it changes meanwhile. */
  input: PolicyInput;
  verdicts: Verdict[];
  approval: ApprovalNeed | null;
  problems: Problem[];
};

/**
 * Asks the policies, and finds who has to agree by them and by the settings.
 * A rule that denies is a problem; one that fails itself denies, asks or warns
 * as its severity says, since a rule that cannot be asked must not be silent.
 */
export async function judge(
  engine: Engine,
  change: WantedChange,
  computed: ComputedPlan,
  quota: QuotaEffect[],
): Promise<Judgement> {
  const input = await toPolicyInput(engine, change, computed, quota);
  const verdicts = await engine.policies.judge(input);
  const standing = verdicts.filter(({ result }) =>
    ['fail', 'error'].includes(result),
  );
  const problems = denialsOf(verdicts);
  const approval = await needApproval(
    engine,
    change,
    standing.filter(({ severity }) => severity === 'approval'),
  );
  if (approval && approval.people.length === 0) {
    problems.push({
      field: 'team',
      message: approval.approvers.leads
        ? `Nobody can approve this: ${change.desired.team} has no lead in the catalog besides whoever asks; name one, or a group in selfService.approvals`
        : `Nobody can approve this: ${nobodyIn(
            approval.approvers.groups,
          )}; it asks for approval because: ${approval.reasons.join(' ')}`,
    });
  }
  return { input, verdicts, approval, problems };
}

function nobodyIn(groups: readonly string[]): string {
  return groups.length > 0
    ? `the catalog knows no member of ${groups.join(
        ' or ',
      )} besides whoever asks; add one there`
    : 'no groups of the platform are named; set permission.slipway.platformGroups';
}

/** What policies deny, by verdicts, with the name of each. */
export function denialsOf(verdicts: readonly Verdict[]): Problem[] {
  return verdicts
    .filter(
      ({ severity, result }) =>
        severity === 'deny' && ['fail', 'error'].includes(result),
    )
    .map(({ field, message, policy }) => ({
      field: field ?? '',
      message: `${message} (policy ${policy})`,
    }));
}

/** By what somebody has to agree, and who that may be. */
type Need = {
  reason: string;
  leads: boolean;
  groups: string[];
  /** Whoever asked is not enough for it, whatever else asks. */
  separationOfDuty: boolean;
};

async function needApproval(
  engine: Engine,
  change: WantedChange,
  fromPolicies: readonly Verdict[],
): Promise<ApprovalNeed | null> {
  const { kind, action, desired, requester } = change;
  const rules = engine.settings.approvals.filter(
    rule =>
      [kind.id, '*'].some(id => rule.kinds.includes(id)) &&
      (change.atOnce ? [action] : [action, '*']).some(id =>
        rule.actions.includes(id),
      ) &&
      rule.environmentClasses.includes(desired.environmentClass),
  );
  const needs: Need[] = [
    ...rules.map(({ leads, groups, separationOfDuty }) => ({
      reason: `What is done in ${desired.environment} needs approval.`,
      ...{ leads, groups, separationOfDuty },
    })),
    ...(await needReceiver(engine, change)),
    ...fromPolicies.map(({ message, approvers }) => ({
      reason: message,
      leads: approvers?.leads ?? true,
      groups: [
        ...(approvers?.groups ?? []),
        ...(approvers?.platform ? engine.directory.platformGroups() : []),
      ],
      separationOfDuty: true,
    })),
  ];
  if (needs.length === 0) {
    return null;
  }
  const need = {
    approvers: combineApprovers(needs),
    // What waits for nobody can be decided on by whoever does it alone.
    separationOfDuty:
      !change.atOnce && needs.some(({ separationOfDuty }) => separationOfDuty),
  };
  const people = await resolveApprovers(engine, {
    need,
    team: desired.team,
    parties: [requester.ref, actingRef(requester)],
  });
  return {
    ...need,
    reasons: [...new Set(needs.map(({ reason }) => reason))],
    people: people.map(({ ref }) => ref),
  };
}

/**
 * One person decides for all of them, whoever one of them names. Only where one
 * leaves the leads out, a lead is not enough for it: then its groups decide.
 */
function combineApprovers(needs: readonly Need[]): ApprovalNeed['approvers'] {
  const strict = needs.filter(({ leads }) => !leads);
  const deciding = strict.length > 0 ? strict : needs;
  return {
    leads: strict.length === 0,
    groups: [...new Set(deciding.flatMap(({ groups }) => groups))],
  };
}

/** A team is given nothing that somebody who leads it has not agreed to. */
async function needReceiver(
  engine: Engine,
  { desired, previous, requester }: WantedChange,
): Promise<Need[]> {
  if (!previous || previous.team === desired.team) {
    return [];
  }
  // Agreeing is for people of the catalog: a permission to act for any team,
  // which is not stored with the request, does not stand for it.
  const standing = await standingIn(
    engine,
    { ...requester, admin: false },
    desired.team,
  );
  return standing.mayLead
    ? []
    : [
        {
          reason: `${desired.team} takes it over, so somebody who leads it has to agree.`,
          leads: true,
          groups: [],
          separationOfDuty: true,
        },
      ];
}
