import { QuotaEffect, Verdict } from '@slipway/plugin-self-service-common';
import { RequestFacts } from '@slipway/plugin-self-service-node';
import { cut } from '../commitMessage';
import { code, fenced, proseLines, within } from './markdown';
import { countChanges, planLines } from './planLines';

/** Characters. Forges take 65,536 for all, and a fence counts twice. */
const room = { prose: 4000, verdicts: 12_000, list: 4000, diff: 20_000 };

/** Why it was asked for, in the words of whoever asked. */
export function reasonSection(reason: string | null): string[] {
  return ['### Why', '', ...prose(reason ?? 'No reason was given.'), ''];
}

/** Who has agreed to it in the portal, and why. */
export function approvalSection({ approval }: RequestFacts): string[] {
  if (!approval) {
    return ['### Approval', '', 'Nobody had to agree to it in the portal.', ''];
  }
  const { by, as, at, reason } = approval;
  return [
    '### Approval',
    '',
    `Approved by ${code(by)} (${code(as)}) at ${at.toISOString()}.`,
    '',
    ...(reason === null ? [] : [...prose(reason), '']),
  ];
}

/** What the policies say, with what to do about it; those that hold are counted. */
export function policySection({ verdicts }: RequestFacts): string[] {
  const open = verdicts.filter(({ result }) => result !== 'pass');
  const hold = verdicts.length - open.length;
  return [
    '### Policies',
    '',
    `${hold} of ${verdicts.length} that apply hold.`,
    '',
    ...list(room.verdicts, open.map(verdictText)),
  ];
}

function verdictText(verdict: Verdict): string {
  const { policy, title, message, waiver } = verdict;
  return [
    `**${wordFor(verdict)}**: ${code(title)} (${code(policy)}).`,
    ...(message === '' ? [] : [code(message)]),
    ...(waiver
      ? [
          `Waived until ${code(waiver.until)} by ${code(waiver.owner)}: ${code(
            waiver.reason,
          )}`,
        ]
      : []),
  ].join(' ');
}

function wordFor({ severity, result }: Verdict): string {
  if (result === 'waived') {
    return 'Waived';
  }
  if (result === 'error') {
    return 'Could not be judged';
  }
  const words = { deny: 'Denied', approval: 'Needs approval', warn: 'Warning' };
  return words[severity];
}

/** What it takes of the limits it touches; empty where it touches none. */
export function quotaSection({ quota }: RequestFacts): string[] {
  return quota.length === 0
    ? []
    : ['### Quota', '', ...list(room.list, quota.map(quotaText))];
}

function quotaText(effect: QuotaEffect): string {
  const { metric, subject, unit, asked, used, limit, left } = effect;
  return `${code(`${metric} of ${subject}`)}: ${code(
    `${asked} ${unit}`,
  )} asked, ${used} of ${limit} used, ${left} left`;
}

/** The plan as a diff, and what a person should know before agreeing to it. */
export function changeSection(
  { changes, observed }: RequestFacts,
  notes: readonly string[],
): string[] {
  const { lines, left } = within(room.diff, planLines(changes));
  return [
    '### Changes',
    '',
    `${countChanges(changes) || 'Nothing changes'}.`,
    '',
    ...(observed
      ? []
      : [
          'What is there could not be read; this is what differs from the plan before.',
          '',
        ]),
    ...list(
      room.list,
      notes.map(note => code(note)),
    ),
    ...(lines.length === 0 ? [] : [...fenced('diff', lines), '']),
    ...(left === 0 ? [] : [`${left} more lines are in the portal.`, '']),
  ];
}

function prose(text: string): string[] {
  const { lines, left } = within(room.prose, proseLines(cut(text, room.prose)));
  return fenced('text', left === 0 ? lines : [...lines, '…']);
}

function list(most: number, entries: readonly string[]): string[] {
  const { lines, left } = within(
    most,
    entries.map(entry => `- ${entry}`),
  );
  return [
    ...lines,
    ...(left === 0 ? [] : [`- ${left} more are in the portal.`]),
    ...(entries.length === 0 ? [] : ['']),
  ];
}
