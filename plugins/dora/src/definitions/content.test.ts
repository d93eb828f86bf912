import {
  BandStep,
  BandTable,
  bandTables,
  metricIds,
  minimumDeploymentsForBand,
  reportYears,
} from '@slipway/plugin-dora-common';
import { formatDuration, formatRatio } from '@slipway/ui';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { metricNames } from '../overview/metricNames';
import { content } from './content';
import { Block, Inline } from './types';

const textOf = (parts: readonly Inline[]): string =>
  parts
    .map(part => {
      if (typeof part === 'string') return part;
      if ('code' in part) return part.code;
      return textOf('strong' in part ? part.strong : part.text);
    })
    .join('');

const anchors = content.flatMap(block =>
  'anchor' in block ? [block.anchor] : [],
);

/** The blocks below a heading up to the next one. */
function below(anchor: string): Block[] {
  const start = content.findIndex(
    block => 'anchor' in block && block.anchor === anchor,
  );
  const rest = content.slice(start + 1);
  const end = rest.findIndex(block => 'anchor' in block);
  return rest.slice(0, end < 0 ? undefined : end);
}

/** What a band without a limit of its own is called. */
const beyond = { 'at-least': 'less', 'at-most': 'more', below: 'longer' };

function limitText(step: BandStep, { compare }: BandTable): string {
  if (step.limit === null) return beyond[compare];
  switch (compare) {
    case 'at-least':
      return step.limit === 1
        ? 'at least 1 a day'
        : `at least 1 per ${Math.round(1 / step.limit)} d`;
    case 'at-most':
      return `at most ${formatRatio(step.limit, { locale: 'en' })}`;
    default:
      return `below ${formatDuration(step.limit)}`;
  }
}

describe('definitions', () => {
  it('are made of docs/dora-metrics.md as it is now', () => {
    const script = join(__dirname, '../../scripts/generateDefinitions.mjs');
    expect(() =>
      execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
    ).not.toThrow();
  });

  it('have a heading for every metric and for what pages link to', () => {
    expect(anchors).toEqual(
      expect.arrayContaining([...metricIds, 'bands', 'coverage', 'rollback']),
    );
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('link only to headings that are there', () => {
    const targets = [...JSON.stringify(content).matchAll(/"href":"#([^"]+)"/g)];
    expect(targets.length).toBeGreaterThan(0);
    for (const [, target] of targets) expect(anchors).toContain(target);
  });

  it.each(reportYears)('give the cut-offs of %d as the code has them', year => {
    const blocks = below(`bands-of-${year}`);
    const table = blocks.find(block => 'rows' in block);
    if (!table || !('rows' in table)) throw new Error('no table');
    const columns = table.header.map(cell => textOf(cell).toLowerCase());
    for (const [id, bands] of Object.entries(bandTables[year])) {
      const name = Object.values(metricNames).find(
        metric => metric.toLowerCase().replace(/ /g, '-') === id,
      );
      const row = table.rows.find(([cell]) => textOf(cell) === name);
      for (const step of bands.steps) {
        const cell = textOf(row?.[columns.indexOf(step.band)] ?? []);
        expect(cell).toBe(limitText(step, bands));
      }
    }
  });

  it.each(reportYears)('name every addition to the report of %d', year => {
    const list = below(`bands-of-${year}`).find(block => 'list' in block);
    if (!list || !('list' in list)) throw new Error('no list');
    const named = new Set(
      list.list.map(item => textOf(item).replace(/^[^:]+: /, '')),
    );
    const ours = new Set(
      Object.values(bandTables[year]).flatMap(({ steps }) =>
        steps.flatMap(step => step.ours ?? []),
      ),
    );
    expect(named).toEqual(ours);
  });

  it('say how many deployments a band needs', () => {
    expect(JSON.stringify(below('bands'))).toContain(
      `Fewer than ${minimumDeploymentsForBand} deployments`,
    );
  });
});
