/** One fault of a catalog file, in words for the person who keeps it. */
export interface CatalogProblem {
  /** Relative to the folder of the catalog. */
  file: string;
  /** Reference of the entity, where there is one. */
  entity?: string;
  /** Where in the entity, `spec.owner`; absent when the file is no YAML. */
  field?: string;
  /** A clause that follows the place: `must have a value`. */
  rule: string;
  /** A sentence that says what to do. */
  remedy: string;
}

/** The problem as one line. */
export function formatProblem(problem: CatalogProblem): string {
  const { file, entity, field, rule, remedy } = problem;
  const place = [file, entity, field].filter(part => part !== undefined);
  return `${place.join(': ')} ${rule}. ${remedy}`;
}

/** A library's message as the end of a sentence: one line, no mark at its end. */
export function toClause(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').map(line => line.trim());
  // Some begin with a heading and go on with one line for each fault.
  const fault = lines.find(line => line.startsWith('#/')) ?? lines[0];
  return fault.replace(/[.:?]$/, '');
}
