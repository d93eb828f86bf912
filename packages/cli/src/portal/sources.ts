import { SourceStatus } from '@slipway/plugin-dora-common';
import { PortalClient } from './PortalClient';

/** A source as `GET /sources` gives it. */
export type SourceRow = SourceStatus & {
  progress: Record<string, unknown> | null;
};

export async function listSources(portal: PortalClient): Promise<SourceRow[]> {
  const page = await portal.get<{ items: SourceRow[] }>('/sources', ['items']);
  return page.items;
}

const steps: Record<string, string> = {
  fetching: 'fetching',
  'reading-history': 'reading the history of',
  'reading-deployments': 'reading the deployments of',
  'resolving-versions': 'resolving versions of',
};

/** "reading the deployments of shop, 120 of 2770 commits, 118 deployments, 14 s left" */
export function describeProgress(progress: Record<string, unknown>): string {
  const text = (name: string) => {
    const value = progress[name];
    return typeof value === 'string' ? value : '';
  };
  const number = (name: string) => {
    const value = progress[name];
    return typeof value === 'number' ? Math.round(value) : undefined;
  };
  const left = number('secondsLeft');
  const rate = number('perSecond');
  return [
    `${steps[text('step')] ?? 'reading'} ${text('subject')}`.trim(),
    text('detail'),
    `${number('done') ?? 0} of ${number('total') ?? 0} commits`,
    `${number('deployments') ?? 0} deployments`,
    rate === undefined ? '' : `${rate} commits/s`,
    left === undefined ? '' : `${left} s left`,
  ]
    .filter(part => part !== '')
    .join(', ');
}
