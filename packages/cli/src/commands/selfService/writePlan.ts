import {
  CostEstimate,
  describeCost,
  ItemChange,
  PlanView,
  QuotaEffect,
  Verdict,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { plain } from '../../output/format';
import { bold } from '../../output/table';

const signs: Record<ItemChange['operation'], string> = {
  create: '+',
  update: '~',
  remove: '-',
  none: ' ',
};

const longestLine = 1000;
const headings = /^(Plan [0-9a-f]{12}|Policies)$/;

/** What would happen, for a person: objects, fields, verdicts, quota, cost. */
export function writeJudgement(
  context: CliContext,
  of: {
    plan: PlanView | null;
    verdicts: Verdict[];
    quota: QuotaEffect[];
    cost: CostEstimate | null;
    costBefore: CostEstimate | null;
    approval: { reasons: string[]; people: string[] } | null;
  },
): void {
  const lines = [
    ...(of.plan ? planLines(of.plan) : []),
    ...verdictLines(of.verdicts),
    ...quotaLines(of.quota),
    ...(of.cost
      ? [`Cost: ${describeCost(of.cost)}${before(of.costBefore)}`]
      : []),
    ...(of.approval
      ? [
          `Approval: ${of.approval.reasons.join(' ')} ${
            of.approval.people.length > 0
              ? `Who may decide: ${of.approval.people.join(', ')}.`
              : 'Nobody was found who may decide.'
          }`,
        ]
      : []),
  ];
  lines.forEach(line => {
    const text = plain(line, longestLine);
    context.stdout.write(
      `${headings.test(text) ? bold(context, text) : text}\n`,
    );
  });
}

function planLines(plan: PlanView): string[] {
  const changed = plan.items.filter(item => item.operation !== 'none');
  const same = plan.items.length - changed.length;
  return [
    `Plan ${plan.hash.slice(0, 12)}`,
    ...changed.flatMap(item => [
      `${signs[item.operation]} ${item.title}`,
      ...(item.operation === 'update'
        ? item.fields.map(
            ({ path, before: was, after }) =>
              `    ${path}: ${shown(was)} -> ${shown(after)}`,
          )
        : []),
    ]),
    ...(same > 0 ? [`  ${same} unchanged`] : []),
    ...(plan.observed
      ? []
      : ['What is there could not be read: all is shown as new.']),
    ...plan.notes,
  ];
}

function verdictLines(verdicts: Verdict[]): string[] {
  const open = verdicts.filter(({ result }) => result !== 'pass');
  return open.length === 0
    ? []
    : [
        'Policies',
        ...open.map(
          ({ severity, title, result, message, waiver }) =>
            `${
              result === 'waived' ? 'waived' : severity
            }: ${title}. ${message}${
              waiver ? ` (waived until ${waiver.until}: ${waiver.reason})` : ''
            }`,
        ),
      ];
}

function quotaLines(quota: QuotaEffect[]): string[] {
  return quota.map(
    ({ metric, unit, asked, used, limit, left, subject, exceeded }) =>
      `Quota ${metric} of ${subject}: ${asked} ${unit} asked, ${used} of ${limit} used, ${left} left${
        exceeded ? ' - too much' : ''
      }`,
  );
}

function before(cost: CostEstimate | null): string {
  return cost ? ` (now ${describeCost(cost)})` : '';
}

function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
