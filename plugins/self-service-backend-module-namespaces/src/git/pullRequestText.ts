import { StepContext } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { oneLine } from './commitMessage';
import { GitTargetParts } from './gitTargetParts';

/** What a reviewer reads; the diff is the forge's to show. */
export function pullRequestText(
  parts: GitTargetParts,
  context: StepContext<NamespaceSpec>,
): string {
  const { resource, plan, request, requestId } = context;
  const { tier } = resource.spec;
  const rows: Array<[string, string]> = [
    ['Namespace', resource.name],
    ['Team', resource.team],
    ['Environment', resource.environment],
    ['Cluster', parts.settings.cluster],
    ...(plan
      ? ([
          ['Tier', tier],
          ['Template version', plan.templateVersion],
        ] satisfies Array<[string, string]>)
      : []),
    ...(request
      ? ([
          ['Requested by', request.requestedBy],
          ['Reason', request.reason ?? 'none given'],
          ['Request', requestId],
        ] satisfies Array<[string, string]>)
      : []),
  ];
  return [
    request
      ? 'Merging applies this request; closing without merging cancels it.'
      : 'The folder differs from what was requested; merging puts it back.',
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([label, value]) => `| ${label} | ${inTable(value)} |`),
    '',
    ...(plan?.notes ?? []).map(note => `- ${note}`),
    '',
    ...(request
      ? [`Verdicts, cost and approvals: ${parts.requestUrl(requestId)}`, '']
      : []),
  ].join('\n');
}

/** As code, so that a person's text is neither markup nor a mention. */
function inTable(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '/')}\``;
}
