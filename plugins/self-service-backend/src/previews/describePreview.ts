import {
  CostEstimate,
  describeCost,
  ResourceState,
} from '@slipway/plugin-self-service-common';
import { PreviewRow } from './previewRow';

/** What a pull request is told of its preview, as Markdown. */
export function describePreview(
  row: Pick<PreviewRow, 'wanted' | 'problem'>,
  of: {
    resource:
      | {
          name: string;
          state: ResourceState;
          cost: CostEstimate | null;
          expires_at: Date | null;
        }
      | undefined;
    /** Where the preview answers. */
    address: string | undefined;
    /** Its page in the portal. */
    page: string | undefined;
  },
): string {
  const { resource, address, page } = of;
  if (!resource) {
    return row.problem
      ? `No preview environment: ${row.problem}`
      : 'There is no preview environment.';
  }
  if (resource.state === 'destroyed' || resource.state === 'cancelled') {
    return `The preview environment \`${resource.name}\` is gone.`;
  }
  const rows = [
    ['State', resource.state],
    ['Address', address],
    ['Cost', resource.cost ? describeCost(resource.cost) : 'not known'],
    ['Expires', resource.expires_at?.toISOString()],
    ['Page', page],
  ].flatMap(([label, value]) => (value ? [`| ${label} | ${value} |`] : []));
  return [
    `Preview environment \`${resource.name}\``,
    '',
    '| | |',
    '| --- | --- |',
    ...rows,
    ...(row.problem ? ['', row.problem] : []),
  ].join('\n');
}
