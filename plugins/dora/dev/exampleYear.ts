import {
  Change,
  CoverageGap,
  Deployment,
  SourceStatus,
} from '@slipway/plugin-dora-common';
import { buildChange, buildDeployment } from '../src/__testUtils__/builders';
import { FakeKnowledge } from '../src/__testUtils__/FakeDoraApi';

/** A small generator with a seed, so that every reload shows the same year. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const day = 86_400_000;

/** Services with their owner and how many deployments they see in a day. */
const services: Record<string, { owner: string; perDay: number }> = {
  cart: { owner: 'checkout', perDay: 1.4 },
  payments: { owner: 'checkout', perDay: 0.6 },
  storefront: { owner: 'storefront', perDay: 2.1 },
  search: { owner: 'discovery', perDay: 0.3 },
  'stock-levels': { owner: 'fulfilment', perDay: 0.08 },
  'label-printer': { owner: 'fulfilment', perDay: 0 },
};

type Next = () => number;

function carried(deployment: Deployment, next: Next): Change[] {
  if (deployment.range !== 'known') return [];
  return Array.from({ length: 1 + Math.floor(next() * 5) }, () =>
    buildChange(deployment, {
      // Most within a day or two, with a long tail.
      leadTime: Math.round(900 * Math.exp(next() * 7.5)),
    }),
  );
}

function rangeOf(before: Deployment | undefined, next: Next) {
  if (!before) return 'first';
  return next() < 0.03 ? 'unresolved' : 'known';
}

function yearOf(name: string, perDay: number, now: number, next: Next) {
  const deployments: Deployment[] = [];
  const changes: Change[] = [];
  for (let at = now - 400 * day; at < now; at += day) {
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    const quiet = at > now - 150 * day && at < now - 130 * day;
    if (weekend || quiet || next() > perDay) continue;
    const before = deployments[deployments.length - 1];
    const deployment = buildDeployment({
      serviceRef: `component:default/${name}`,
      ownerRef: `group:default/${services[name].owner}`,
      version: `2026.${deployments.length + 1}.0`,
      previousVersion: before?.version ?? null,
      finishedAt: new Date(at + (8 + next() * 9) * 3_600_000).toISOString(),
      range: rangeOf(before, next),
      sample: true,
    });
    if (before && next() < 0.07) {
      const seconds =
        (Date.parse(deployment.finishedAt) - Date.parse(before.finishedAt)) /
        1000;
      Object.assign(before, {
        failed: true,
        recoveredBy: deployment.id,
        recoverySeconds: seconds,
      });
      Object.assign(deployment, {
        rollback: true,
        rework: true,
        rollsBack: before.id,
      });
    }
    const own = carried(deployment, next);
    deployment.changes = own.length;
    deployment.leadTimeP50 = own[0]?.leadTime ?? null;
    deployments.push(deployment);
    changes.push(...own);
  }
  return { deployments, changes };
}

const gaps: CoverageGap[] = [
  {
    kind: 'service-without-data',
    count: 1,
    message: 'Services in production without a single deployment',
    remedy:
      'Add them to a Git source in app-config.yaml, or send their deployments to POST /api/dora/deliveries.',
    examples: ['component:default/label-printer'],
  },
  {
    kind: 'source-failed',
    count: 1,
    message: 'Sources whose last import failed',
    remedy:
      'Open the source to see the error; imports go on where they stopped.',
    examples: ['gitops'],
  },
];

function sourcesAt(now: number): SourceStatus[] {
  return [
    {
      id: 'releases',
      type: 'git',
      lastHeardAt: new Date(now - 40 * 60_000).toISOString(),
      state: 'ok',
      error: null,
      deployments: 1310,
      sample: true,
    },
    {
      id: 'gitops',
      type: 'git',
      lastHeardAt: new Date(now - 9 * day).toISOString(),
      state: 'failed',
      error: 'The repository could not be read: connection refused',
      deployments: 20,
      sample: false,
    },
  ];
}

/** A made-up year of a few services, for the development app. */
export function exampleYear(now: Date): FakeKnowledge {
  const next = random(7);
  const years = Object.entries(services).map(([name, { perDay }]) =>
    yearOf(name, perDay, now.getTime(), next),
  );
  return {
    now,
    timeZone: 'Europe/Oslo',
    deployments: years.flatMap(year => year.deployments),
    changes: years.flatMap(year => year.changes),
    services: Object.fromEntries(
      Object.entries(services).map(([name, { owner }]) => [
        `component:default/${name}`,
        `group:default/${owner}`,
      ]),
    ),
    sources: sourcesAt(now.getTime()),
    gaps,
  };
}
