/**
 * How much an expression may say, see and do. An evaluation that needs more is
 * an error of that rule, never a portal that hangs.
 */
export type CelLimits = {
  /** UTF-16 code units of an expression. */
  expressionLength: number;
  /** Nodes of its syntax tree. */
  nodes: number;
  /** Nesting of its syntax tree; a chain of `&&` or of `||` counts as one. */
  depth: number;
  /** `all`, `exists`, `map` and `filter` inside each other. */
  nestedMacros: number;
  /** Elements of a list or entries of a map that it writes out. */
  literalElements: number;
  /** UTF-16 code units of a regular expression. */
  patternLength: number;
  /** Instructions of a compiled regular expression. */
  patternSize: number;
  /** UTF-16 code units that a regular expression is matched against. */
  matchedLength: number;
  /** UTF-16 code units of a text that an expression builds. */
  textLength: number;
  /** Elements of a list that an expression builds. */
  listLength: number;
  /** Calls and rounds of an evaluation, larger values counting for more. */
  steps: number;
  /** Milliseconds of an evaluation. */
  deadline: number;
  /** Values inside the data that rules look at. */
  dataNodes: number;
  /** UTF-16 code units of all texts in that data. */
  dataLength: number;
  dataDepth: number;
};

export const celLimits: CelLimits = {
  expressionLength: 4000,
  nodes: 1000,
  depth: 40,
  nestedMacros: 4,
  literalElements: 200,
  patternLength: 500,
  patternSize: 3000,
  matchedLength: 10_000,
  textLength: 20_000,
  listLength: 10_000,
  steps: 100_000,
  deadline: 200,
  dataNodes: 50_000,
  dataLength: 1_000_000,
  dataDepth: 64,
};
