import { DoraEngine } from '@slipway/plugin-dora-backend';
import { DoraMetrics, MetricsReport } from '@slipway/plugin-dora-common';
import {
  Expectation,
  FigureKey,
  figureKeys,
  Figures,
} from './checkRealExpected';
import { serviceRef } from './checkRealImport';

/** Floats of two programs that add in another order. */
const tolerance = 1e-9;

/** All time, deployments dated in the future included. */
const lastInstant = new Date('9999-12-31T00:00:00Z');

export type Comparison = {
  expectation: Expectation;
  figures: {
    key: FigureKey;
    expected: number | null;
    got: number | null;
    same: boolean;
  }[];
  same: boolean;
};

/** Asks the engine what a service came to, and holds it against a line. */
export async function compare(
  engine: DoraEngine,
  expectation: Expectation,
  environment: string,
): Promise<Comparison> {
  const got = await figuresOf(engine, expectation, environment);
  const figures = figureKeys.flatMap(key => {
    const expected = expectation.figures[key];
    return expected === undefined
      ? []
      : [{ key, expected, got: got[key], same: isSame(expected, got[key]) }];
  });
  return { expectation, figures, same: figures.every(({ same }) => same) };
}

async function figuresOf(
  engine: DoraEngine,
  { app, window }: Expectation,
  environment: string,
): Promise<Required<Figures>> {
  const service = { serviceRef: serviceRef(app), environment };
  const [from, to] = window.map(day => new Date(`${day}T00:00:00Z`));
  const all = await engine.countDeployments({ ...service, to: lastInstant });
  if (all === 0) {
    return figuresFrom({ all, rollbacks: 0 });
  }
  const filter = 'rollback';
  return figuresFrom({
    all,
    rollbacks: await engine.countDeployments({ ...service, filter, from, to }),
    report: await engine.metrics({
      entityRef: service.serviceRef,
      environment,
      from: from.toISOString(),
      to: to.toISOString(),
      leadTimeStart: 'committed',
      compare: 'none',
    }),
  });
}

/** Without a report the record does not know the service: no data, not 0. */
function figuresFrom(options: {
  all: number;
  rollbacks: number;
  report?: MetricsReport;
}): Required<Figures> {
  const { report } = options;
  const metrics: Partial<DoraMetrics> = report?.metrics ?? {};
  const lead = metrics.changeLeadTime;
  return {
    deployments: metrics.deploymentFrequency?.deployments ?? 0,
    all_deployments: options.all,
    unresolved:
      (report?.coverage.unresolved ?? 0) +
      (report?.coverage.withoutHistory ?? 0),
    changes: (lead?.n ?? 0) + (lead?.negative ?? 0) + (lead?.withoutStart ?? 0),
    negative: lead?.negative ?? 0,
    lead_p50_s: lead?.p50 ?? null,
    lead_p75_s: lead?.p75 ?? null,
    lead_p90_s: lead?.p90 ?? null,
    rollbacks: options.rollbacks,
    failed: metrics.changeFailRate?.failed ?? 0,
    cfr: metrics.changeFailRate?.value ?? null,
    recovery_p50_s: metrics.failedDeploymentRecoveryTime?.p50 ?? null,
  };
}

export function isSame(expected: number | null, got: number | null): boolean {
  if (expected === null || got === null) {
    return expected === got;
  }
  return Math.abs(got - expected) <= tolerance * Math.abs(expected);
}
