import type { ASTNode } from '@marcbachmann/cel-js';
import { CelError } from './Cel';
import { CelLimits } from './limits';
import { Patterns } from './Patterns';
import { placeOf } from './place';
import { walk } from './tree';

/** Take a pattern, and take none that is made at run time. */
const patternMethods = new Set(['matches', 'find', 'findAll']);

/** The engine has them and neither the language nor Kubernetes does. */
const foreignMethods = new Set([
  'json',
  'hex',
  'base64',
  'at',
  'bind',
  'getDate',
]);

const forbiddenFields = new Set(['__proto__', 'prototype', 'constructor']);

/** Ours, for rules about requests. */
const ownFunctions = new Set(['isoDuration']);

export type Inspection = {
  identifiers: Set<string>;
  ownFunctions: string[];
};

/**
 * Reads an expression's tree, and refuses what could take long or reach beyond
 * the data.
 *
 * @throws CelError of kind `refused`, with the place
 */
export function inspect(
  root: ASTNode,
  limits: CelLimits,
  patterns: Patterns,
): Inspection {
  const identifiers = new Set<string>();
  const own = new Set<string>();
  let nodes = 0;
  walk(root, ({ node, depth, macros, bound }) => {
    nodes += 1;
    assertWithin(node, nodes, limits.nodes, 'parts');
    assertWithin(node, depth, limits.depth, 'levels');
    assertWithin(node, macros, limits.nestedMacros, 'macros in each other');
    assertFields(node);
    assertCalls(node, patterns);
    if (node.op === 'id' && !bound.has(node.args)) {
      identifiers.add(node.args);
    }
    if (node.op === 'call' && ownFunctions.has(node.args[0])) {
      own.add(node.args[0]);
    }
  });
  return { identifiers, ownFunctions: [...own] };
}

function assertWithin(
  node: ASTNode,
  count: number,
  limit: number,
  what: string,
): void {
  if (count > limit) {
    throw refusal(
      node,
      `It has more than ${limit} ${what}; split it into several validations or variables`,
    );
  }
}

function assertFields(node: ASTNode): void {
  const name = nameIn(node);
  if (
    name !== undefined &&
    (name.startsWith('__') || forbiddenFields.has(name))
  ) {
    throw refusal(node, `The name ${name} is not allowed in a rule`);
  }
}

function nameIn(node: ASTNode): string | undefined {
  switch (node.op) {
    case 'id':
      return node.args;
    case '.':
    case '.?':
      return node.args[1];
    case 'call':
    case 'rcall':
      return node.args[0];
    default:
      return undefined;
  }
}

function assertCalls(node: ASTNode, patterns: Patterns): void {
  if (node.op !== 'rcall') {
    return;
  }
  const [method, , [pattern]] = node.args;
  if (foreignMethods.has(method)) {
    throw refusal(node, `The method ${method}() is not part of Kubernetes CEL`);
  }
  if (!patternMethods.has(method) || pattern === undefined) {
    return;
  }
  if (pattern.op !== 'value' || typeof pattern.args !== 'string') {
    throw refusal(
      pattern,
      `The pattern of ${method}() must be written out as text: one that is made at run time cannot be checked`,
    );
  }
  const problem = patterns.add(pattern.args);
  if (problem) {
    throw refusal(pattern, problem);
  }
}

function refusal(node: ASTNode, message: string): CelError {
  return new CelError(
    'refused',
    `${message}.`,
    placeOf(node.input, node.start),
  );
}
