import { ItemChange, ItemOperation } from '@slipway/plugin-self-service-common';
import { cut } from '../commitMessage';
import { printable } from './markdown';

const longestLine = 300;

const words: Record<ItemOperation, string> = {
  remove: 'removed',
  update: 'changed',
  create: 'made',
  none: 'left as it is',
};

const order: readonly ItemOperation[] = ['remove', 'update', 'create'];

/** `1 removed, 2 changed, 5 left as they are`. */
export function countChanges(changes: readonly ItemChange[]): string {
  const count = (operation: ItemOperation) =>
    changes.filter(change => change.operation === operation).length;
  const same = count('none');
  return [
    ...order
      .filter(operation => count(operation) > 0)
      .map(operation => `${count(operation)} ${words[operation]}`),
    ...(same > 0
      ? [`${same} left as ${same === 1 ? 'it is' : 'they are'}`]
      : []),
  ].join(', ');
}

/**
 * What changes, as lines of a diff: the fields of what is there, all of what is
 * new. Of what is removed only the name, since others may have written in it.
 */
export function planLines(changes: readonly ItemChange[]): string[] {
  return order
    .flatMap(operation =>
      changes.filter(change => change.operation === operation),
    )
    .flatMap(change => [
      `@@ ${words[change.operation]}: ${change.title} @@`,
      ...linesOf(change),
    ])
    .map(line => cut(printable(line), longestLine));
}

function linesOf({ operation, fields, after }: ItemChange): string[] {
  switch (operation) {
    case 'create':
      return (after ?? '')
        .replace(/\n$/, '')
        .split('\n')
        .map(line => `+ ${line}`);
    case 'update':
      return fields.flatMap(field => [
        ...('before' in field
          ? [`- ${field.path}: ${shown(field.before)}`]
          : []),
        ...('after' in field ? [`+ ${field.path}: ${shown(field.after)}`] : []),
      ]);
    default:
      return [];
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
