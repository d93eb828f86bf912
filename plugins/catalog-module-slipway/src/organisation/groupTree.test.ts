import { entity } from '../__testUtils__/entities';
import { buildGroupTree, GroupNode } from './groupTree';

const group = (name: string, parent?: string) =>
  entity(name, {
    kind: 'Group',
    relations: parent ? { childOf: [`group:default/${parent}`] } : {},
  });

type Outline = { [name: string]: Outline };

const outline = (nodes: GroupNode[]): Outline =>
  Object.fromEntries(
    nodes.map(node => [node.entity.metadata.name, outline(node.children)]),
  );

describe('buildGroupTree', () => {
  it('nests groups under their parents, in alphabetical order', () => {
    const tree = buildGroupTree([
      group('platform', 'operations'),
      group('saltmarsh'),
      group('data', 'operations'),
      group('operations', 'saltmarsh'),
      group('customer', 'saltmarsh'),
    ]);
    expect(outline(tree)).toEqual({
      saltmarsh: { customer: {}, operations: { data: {}, platform: {} } },
    });
    const [{ children }] = tree;
    expect(children.map(child => child.entityRef)).toEqual([
      'group:default/customer',
      'group:default/operations',
    ]);
  });

  it('makes a root of a group whose parent the catalog lacks', () => {
    expect(outline(buildGroupTree([group('team', 'gone')]))).toEqual({
      team: {},
    });
  });

  it('loses no group to a circle of parents', () => {
    const names = JSON.stringify(
      outline(
        buildGroupTree([
          group('a', 'c'),
          group('b', 'a'),
          group('c', 'b'),
          group('self', 'self'),
        ]),
      ),
    );
    for (const name of ['a', 'b', 'c', 'self']) {
      expect(names.match(new RegExp(`"${name}"`, 'g'))).toHaveLength(1);
    }
  });
});
