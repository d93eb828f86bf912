import type { ASTNode } from '@marcbachmann/cel-js';
import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { macroVariable } from './tree';

/** Methods that have a metered twin of ours, `__name`. */
export const guardedMethods: ReadonlySet<string> = new Set([
  'matches',
  'contains',
  'indexOf',
  'lastIndexOf',
  'split',
  'join',
  'lowerAscii',
  'upperAscii',
]);

/** Need no parentheses before a dot or a bracket. */
const atoms = new Set([
  'id',
  '.',
  '[]',
  '[?]',
  '.?',
  'call',
  'rcall',
  'list',
  'map',
]);

/**
 * The same expression with a meter in it: every call, every round of a macro
 * and every sum passes `__step`; equality, membership and the methods that
 * could take long are ours. Written as text from the tree, so that only what
 * an engine publishes is needed, and nothing of the author's text gets through
 * unread.
 */
export function printGuarded(node: ASTNode): string {
  switch (node.op) {
    case 'value':
      return printLiteral(node.args);
    case 'id':
      return node.args;
    case '.':
      return `${operand(node.args[0])}.${node.args[1]}`;
    case '.?':
      return `${operand(node.args[0])}.?${node.args[1]}`;
    case '[]':
      return `${operand(node.args[0])}[${printGuarded(node.args[1])}]`;
    case '[?]':
      return `${operand(node.args[0])}[?${printGuarded(node.args[1])}]`;
    case 'call':
      return printCall(node.args[0], node.args[1]);
    case 'rcall':
      return step(printMethod(node, node.args));
    case 'list':
      return `[${node.args.map(printGuarded).join(', ')}]`;
    case 'map':
      return `{${node.args
        .map(([key, value]) => `${printGuarded(key)}: ${printGuarded(value)}`)
        .join(', ')}}`;
    case '?:':
      return printChoice(node.args);
    case '!_':
      return `!${operand(node.args)}`;
    case '-_':
      return `-${operand(node.args)}`;
    default:
      return printBinary(node.op, node.args);
  }
}

function step(text: string): string {
  return `__step(${text})`;
}

function operand(node: ASTNode): string {
  const text = printGuarded(node);
  return atoms.has(node.op) ? text : `(${text})`;
}

function printChoice([condition, yes, no]: ASTNode[]): string {
  return `(${operand(condition)} ? ${operand(yes)} : ${operand(no)})`;
}

function printCall(name: string, args: ASTNode[]): string {
  // has() reads its argument as a path: nothing in it is evaluated as it stands.
  if (name === 'has') {
    return `has(${args.map(printPath).join(', ')})`;
  }
  const guarded = name === 'duration' ? '__duration' : name;
  return step(`${guarded}(${args.map(printGuarded).join(', ')})`);
}

function printPath(node: ASTNode): string {
  switch (node.op) {
    case '.':
      return `${printPath(node.args[0])}.${node.args[1]}`;
    case '.?':
      return `${printPath(node.args[0])}.?${node.args[1]}`;
    default:
      return printGuarded(node);
  }
}

function printMethod(
  node: ASTNode,
  [name, receiver, args]: [string, ASTNode, ASTNode[]],
): string {
  const variable = macroVariable(node);
  if (variable !== undefined) {
    const bodies = args.slice(1).map(body => step(printGuarded(body)));
    return `${operand(receiver)}.${name}(${[variable, ...bodies].join(', ')})`;
  }
  const method = guardedMethods.has(name) ? `__${name}` : name;
  return `${operand(receiver)}.${method}(${args.map(printGuarded).join(', ')})`;
}

function printBinary(op: string, [left, right]: ASTNode[]): string {
  switch (op) {
    case '==':
      return `__eq(${printGuarded(left)}, ${printGuarded(right)})`;
    case '!=':
      return `!__eq(${printGuarded(left)}, ${printGuarded(right)})`;
    case 'in':
      return `__in(${printGuarded(left)}, ${printGuarded(right)})`;
    case '+':
      return step(`${operand(left)} + ${operand(right)}`);
    case '&&':
    case '||':
      // Left as flat as it was: a long chain is no deeper than a short one.
      return `${
        left.op === op ? printGuarded(left) : operand(left)
      } ${op} ${operand(right)}`;
    default:
      return `${operand(left)} ${op} ${operand(right)}`;
  }
}

function printLiteral(value: unknown): string {
  if (typeof value === 'string') {
    return printText(value);
  }
  if (typeof value === 'number') {
    const text = String(value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if (value instanceof Uint8Array) {
    const bytes = Array.from(
      value,
      byte => `\\x${byte.toString(16).padStart(2, '0')}`,
    );
    return `b"${bytes.join('')}"`;
  }
  return value instanceof UnsignedInt ? `${value}u` : String(value);
}

/** ASCII alone, so that nothing depends on how an engine reads the rest. */
export function printText(text: string): string {
  const inner = Array.from(text, character => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') {
      return `\\${character}`;
    }
    return code >= 0x20 && code < 0x7f
      ? character
      : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${inner.join('')}"`;
}
