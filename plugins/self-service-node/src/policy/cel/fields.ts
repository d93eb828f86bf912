import type { ASTNode } from '@marcbachmann/cel-js';
import { walk } from './tree';

/** The fields that are read from a variable as `variable.field`. */
export function fieldsOf(root: ASTNode, variable: string): Set<string> {
  const fields = new Set<string>();
  walk(root, ({ node, bound }) => {
    if (isFieldOf(node, variable) && !bound.has(variable)) {
      fields.add(node.args[1]);
    }
  });
  return fields;
}

/**
 * The text with each `variable.field` replaced; undefined when the variable is
 * read in another way or a field has no replacement.
 */
export function replaceFields(
  text: string,
  root: ASTNode,
  variable: string,
  replace: (field: string) => string | undefined,
): string | undefined {
  const edits: Array<{ start: number; end: number; text: string }> = [];
  let names = 0;
  let whole = true;
  walk(root, ({ node, bound }) => {
    if (node.op === 'id' && node.args === variable && !bound.has(variable)) {
      names += 1;
    }
    if (isFieldOf(node, variable) && !bound.has(variable)) {
      const replacement = replace(node.args[1]);
      whole &&= replacement !== undefined;
      edits.push({ ...node.range, start: node.start, text: replacement ?? '' });
    }
  });
  if (!whole || names !== edits.length) {
    return undefined;
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, text: insert }) =>
        result.slice(0, start) + insert + result.slice(end),
      text,
    );
}

type FieldNode = Extract<ASTNode, { op: '.' }>;

function isFieldOf(node: ASTNode, variable: string): node is FieldNode {
  return (
    node.op === '.' &&
    node.args[0].op === 'id' &&
    node.args[0].args === variable
  );
}
