import type { ASTNode } from '@marcbachmann/cel-js';

const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/** `list.all(x, …)` and its like, whose first argument is a new name. */
export function macroVariable(node: ASTNode): string | undefined {
  if (node.op !== 'rcall' || !macros.has(node.args[0])) {
    return undefined;
  }
  const [first, ...bodies] = node.args[2];
  return first?.op === 'id' && bodies.length > 0 ? first.args : undefined;
}

/** What stands directly below, in the order of the text. */
export function childrenOf(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

export type Visit = {
  node: ASTNode;
  depth: number;
  /** Macros around it. */
  macros: number;
  /** Names that macros around it have bound. */
  bound: ReadonlySet<string>;
};

/** Visits every node, parents first. A chain of one logical operator is flat. */
export function walk(root: ASTNode, visit: (at: Visit) => void): void {
  const pending: Visit[] = [
    { node: root, depth: 1, macros: 0, bound: new Set() },
  ];
  for (let at = pending.pop(); at; at = pending.pop()) {
    visit(at);
    pending.push(...below(at));
  }
}

function below({ node, depth, macros: around, bound }: Visit): Visit[] {
  const variable = macroVariable(node);
  return childrenOf(node).map((child, index) => {
    const chained =
      (node.op === '&&' || node.op === '||') && child.op === node.op;
    // The receiver is outside of the macro; its variable and bodies are inside.
    const inside = variable !== undefined && index > 0;
    return {
      node: child,
      depth: chained ? depth : depth + 1,
      macros: inside ? around + 1 : around,
      bound: inside ? new Set([...bound, variable]) : bound,
    };
  });
}
