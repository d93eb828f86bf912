import type { Entity } from '@backstage/catalog-model';
import { readGroupTree } from './index';

const group = (
  name: string,
  options: { lead?: string; parent?: string; members?: string[] } = {},
  children: string[] = [],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name,
    annotations: options.lead
      ? { 'slipway.dev/lead': options.lead }
      : undefined,
  },
  relations: [
    ...children.map(child => ({
      type: 'parentOf',
      targetRef: `group:default/${child}`,
    })),
    ...(options.parent
      ? [{ type: 'childOf', targetRef: `group:default/${options.parent}` }]
      : []),
    ...(options.members ?? []).map(member => ({
      type: 'hasMember',
      targetRef: `user:default/${member}`,
    })),
  ],
});

const ref = (name: string) => `group:default/${name}`;
const user = (name: string) => `user:default/${name}`;

describe('readGroupTree', () => {
  const tree = readGroupTree([
    group('all', {}, ['customer']),
    group('customer', { lead: 'user:siobhan', parent: 'all' }, ['checkout']),
    group(
      'checkout',
      { lead: 'user:joel', parent: 'customer', members: ['ana', 'joel'] },
      ['payments'],
    ),
    group('payments', { lead: 'user:joel', parent: 'checkout' }),
    group('data', { members: ['ana'] }),
  ]);

  it('knows leads up the tree, nearest first and each once', () => {
    expect(tree.leadsOf(ref('payments'))).toEqual([
      user('joel'),
      user('siobhan'),
    ]);
    expect(tree.leadsOf(ref('customer'))).toEqual([user('siobhan')]);
    expect(tree.leadsOf(ref('data'))).toEqual([]);
    expect(tree.leadsOf(ref('nowhere'))).toEqual([]);
  });

  it('knows what a person leads, down the tree', () => {
    expect(tree.ledBy(user('siobhan'))).toEqual([
      ref('customer'),
      ref('checkout'),
      ref('payments'),
    ]);
    expect(tree.ledBy(user('joel'))).toEqual([
      ref('checkout'),
      ref('payments'),
    ]);
    expect(tree.ledBy(user('ana'))).toEqual([]);
  });

  it('knows members', () => {
    expect(tree.membersOf(ref('checkout'))).toEqual([
      user('ana'),
      user('joel'),
    ]);
    expect(tree.groupsOf(user('ana'))).toEqual([ref('checkout'), ref('data')]);
    expect(tree.groupsOf(user('nobody'))).toEqual([]);
  });

  it('comes to an end in a loop', () => {
    const loop = readGroupTree([
      group('a', { lead: 'user:joel', parent: 'b' }, ['b']),
      group('b', { parent: 'a' }, ['a']),
    ]);
    expect(loop.ledBy(user('joel'))).toEqual([ref('a'), ref('b')]);
    expect(loop.leadsOf(ref('b'))).toEqual([user('joel')]);
  });
});
