import { Observation } from '@slipway/plugin-self-service-node';
import {
  apply,
  gitTarget,
  observe,
  stepContext,
} from '../__testUtils__/gitTarget';
import { NamespaceTarget } from '../targets/NamespaceTarget';

const context = stepContext();
const items = context.plan?.items ?? [];

/** A target that sees what it is told. */
async function watching(seen: Observation): Promise<NamespaceTarget> {
  const cluster = await gitTarget({ name: 'eu' });
  return { ...cluster, title: 'EU cluster', observe: async () => seen };
}

async function conditionsWith(seen: Observation) {
  const target = await gitTarget({}, await watching(seen));
  await apply(target, context);
  const observed = await observe(target, context);
  return observed.known
    ? observed.conditions.map(({ type, status, message }) => ({
        type,
        status,
        message,
      }))
    : [];
}

const found = items.map(({ key, desired }) => ({
  key,
  actual: desired,
  ours: true,
  managers: {},
}));
const active = {
  type: 'Active',
  status: 'true' as const,
  reason: 'Active',
  message: 'The namespace is active',
};

describe('what became of the files in a cluster', () => {
  it('is read from the cluster where there is one', async () => {
    expect(
      await conditionsWith({ known: true, items: found, conditions: [active] }),
    ).toMatchObject([
      { type: 'Committed', status: 'true' },
      {
        type: 'Applied',
        status: 'true',
        message: 'All 8 objects stand in EU cluster as planned.',
      },
      { type: 'Active' },
    ]);
  });

  it('names what is missing or differs', async () => {
    const [first, second, ...rest] = found;
    const other = {
      ...second,
      actual: { ...second.actual, spec: { hard: { pods: '99' } } },
    };
    expect(
      await conditionsWith({
        known: true,
        items: [{ ...first, actual: null }, other, ...rest],
        conditions: [],
      }),
    ).toMatchObject([
      { type: 'Committed', status: 'true' },
      {
        type: 'Applied',
        status: 'false',
        message:
          '2 of 8 objects are missing in EU cluster or differ: Namespace/checkout-dev, ResourceQuota/compute.',
      },
    ]);
  });

  it('is unknown while the cluster cannot be read', async () => {
    expect(
      await conditionsWith({ known: false, reason: 'The cluster is away' }),
    ).toMatchObject([
      { type: 'Committed' },
      { type: 'Applied', status: 'unknown', message: 'The cluster is away' },
    ]);
  });
});
