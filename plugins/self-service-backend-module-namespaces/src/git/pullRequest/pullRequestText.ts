import { describeCost } from '@slipway/plugin-self-service-common';
import { RequestFacts, StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../../kind/spec';
import { GitTargetParts } from '../gitTargetParts';
import {
  approvalSection,
  changeSection,
  policySection,
  quotaSection,
  reasonSection,
} from './factSections';
import { cell, code } from './markdown';

type Context = StepContext<NamespaceSpec>;
type Row = [label: string, value: string | null | undefined];

/**
 * What somebody reads who decides in the forge: who asks for what and why, what
 * it changes and costs, what the policies say, and who has agreed already.
 * Whatever a person or a policy wrote is code in it, so that it can neither
 * look like a part of it nor call anybody.
 */
export function pullRequestText(
  parts: GitTargetParts,
  context: Context,
): string {
  const { plan, request, requestId } = context;
  // The reverse of a request is not what was planned and agreed to.
  const facts = request?.takenBack ? undefined : request?.facts;
  return [
    leadOf(context),
    '',
    ...(request
      ? [`[The request in the portal](${parts.requestUrl(requestId)})`, '']
      : []),
    '| | |',
    '| --- | --- |',
    ...rowsOf(parts, context, facts).flatMap(([label, value]) =>
      value ? [`| ${label} | ${cell(value)} |`] : [],
    ),
    '',
    ...(request ? reasonSection(request.reason) : []),
    ...(facts
      ? [
          ...approvalSection(facts),
          ...policySection(facts),
          ...quotaSection(facts),
          ...changeSection(facts, plan?.notes ?? []),
        ]
      : (plan?.notes ?? []).map(note => `- ${code(note)}`)),
  ].join('\n');
}

function leadOf({ request }: Context): string {
  if (!request) {
    return 'The folder differs from what was requested; merging puts it back.';
  }
  if (request.takenBack) {
    return 'The request was cancelled or rolled back; merging takes back what it did.';
  }
  return request.action === 'destroy'
    ? 'Merging deletes the namespace; closing without merging stops that.'
    : 'Merging applies this request; closing without merging cancels it.';
}

function rowsOf(
  { settings }: GitTargetParts,
  { resource, plan, request, requestId }: Context,
  facts: RequestFacts | undefined,
): Row[] {
  return [
    ['Namespace', resource.name],
    ['Team', resource.team],
    ['Environment', resource.environment],
    ['Cluster', settings.cluster],
    ['Cost center', resource.costCenter],
    ['Tier', plan && resource.spec.tier],
    ['Template version', plan?.templateVersion],
    ['Cost', facts && costOf(facts, plan !== null)],
    ['Action', request?.action],
    ['Requested by', request?.requestedBy],
    ['On behalf of', facts?.onBehalfOf],
    ['Request', requestId],
    ['Plan', facts?.planHash],
  ];
}

function costOf({ cost, costBefore }: RequestFacts, stays: boolean): string {
  const unknown = stays ? 'not known' : 'nothing any more';
  const after = cost ? describeCost(cost) : unknown;
  return costBefore ? `${after}; now ${describeCost(costBefore)}` : after;
}
