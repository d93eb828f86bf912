import { Metric, MetricChange } from '@slipway/plugin-dora-common';
import { presentChange, presentValue } from './presentMetric';

function metric(
  unit: Metric['unit'],
  value: number | null,
  change: MetricChange | null = null,
): Metric {
  return {
    id: 'change-lead-time',
    unit,
    value,
    n: 10,
    nOf: 'changes',
    band: null,
    bandNote: null,
    noData: null,
    change,
  };
}

describe('presentValue', () => {
  it('gives each value its unit', () => {
    expect(presentValue(metric('seconds', 50520))).toEqual({
      text: '14 h 2 min',
      qualifier: 'p50',
    });
    expect(presentValue(metric('ratio', 0.025))).toEqual({ text: '2.5%' });
    expect(presentValue(metric('per-day', 1.31))).toEqual({
      text: '1.3 per day',
    });
  });

  it('never makes a 0 of what is not known', () => {
    expect(presentValue(metric('ratio', null))).toBeNull();
  });
});

describe('presentChange', () => {
  const texts = (
    unit: Metric['unit'],
    absolute: number,
    relative: number | null,
    direction: MetricChange['direction'],
  ) => presentChange(metric(unit, 1, { absolute, relative, direction }), 90);

  it.each([
    ['seconds', -900, -0.18, 'better', '18% shorter', 'down'],
    ['seconds', 900, 0.123, 'worse', '12% longer', 'up'],
    ['seconds', 9000, 9, 'worse', '10 times as long', 'up'],
    ['per-day', 0.2, 0.25, 'better', '25% more', 'up'],
    ['per-day', -0.001, -0.002, 'worse', 'under 1% fewer', 'down'],
    ['per-day', 4, 4, 'better', '5 times as many', 'up'],
    ['ratio', 0.021, 0.7, 'worse', '2.1 points higher', 'up'],
    ['ratio', -0.01, -0.5, 'better', '1 point lower', 'down'],
    ['ratio', 0.02, null, 'worse', '2 points higher', 'up'],
    ['seconds', 60, null, 'worse', 'Up from 0', 'up'],
  ] as const)(
    '%s by %d (%s) is %s: %s',
    (unit, absolute, relative, direction, text, trend) => {
      expect(texts(unit, absolute, relative, direction)).toEqual({
        trend,
        direction,
        text,
        against: 'against the 90 days before',
      });
    },
  );

  it('gives no verdict when nothing changed, and nothing without a comparison', () => {
    expect(texts('ratio', 0, 0, 'same')).toMatchObject({
      text: 'No change',
      direction: 'same',
    });
    expect(presentChange(metric('ratio', 0.1), 90)).toBeNull();
  });
});
