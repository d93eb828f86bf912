import { enforcedItem, findDrift, matchesPath } from './findDrift';

describe('findDrift', () => {
  const kind = { id: 'bucket', drift: { default: 'enforce', rules: [] } };
  const item = {
    key: 'a',
    type: 'A',
    title: 'A',
    wave: 0,
    desired: {
      spec: { size: 1, rules: [{ name: 'x', to: 1 }] },
      labels: { team: 't' },
    },
  };
  const find = (actual: object, managers: Record<string, string> = {}) =>
    findDrift({
      kind: kind as never,
      plan: { items: [item] } as never,
      items: [{ key: 'a', actual: actual as never, ours: true, managers }],
      modes: [
        { kind: '*', type: '*', path: 'labels.*', mode: 'report' },
        { kind: 'bucket', type: 'A', path: 'spec.rules[x].to', mode: 'ignore' },
      ],
    });

  it('matches a path, all below a path, or any', () => {
    expect(matchesPath('spec.size', 'spec.size')).toBe(true);
    expect(matchesPath('spec.size', 'spec.sizes')).toBe(false);
    expect(matchesPath('spec.*', 'spec.rules[x].to')).toBe(true);
    expect(matchesPath('spec.*', 'specs.size')).toBe(false);
    expect(matchesPath('*', '')).toBe(true);
  });

  it('gives each field its mode and its other manager', () => {
    expect(
      find(
        {
          spec: { size: 2, rules: [{ name: 'x', to: 9 }] },
          labels: { team: 'u' },
        },
        { 'spec.size': 'kubectl', labels: 'robot' },
      ),
    ).toMatchObject([
      { path: 'labels.team', mode: 'report', manager: 'robot' },
      { path: 'spec.rules[x].to', mode: 'ignore', manager: null },
      { path: 'spec.size', mode: 'enforce', manager: 'kubectl' },
    ]);
  });

  it('puts back what is enforced and keeps the rest as it is', () => {
    const kept = find({
      spec: { size: 2, rules: [{ name: 'x', to: 9 }, { name: 'y' }] },
      labels: {},
    }).filter(({ mode }) => mode !== 'enforce');
    expect(enforcedItem(item, kept).desired).toEqual({
      spec: { size: 1, rules: [{ name: 'x', to: 9 }] },
      labels: {},
    });
  });
});
