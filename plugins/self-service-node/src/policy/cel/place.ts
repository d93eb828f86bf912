/** Line and column, from 1, of a position in a text. */
export function placeOf(
  text: string,
  position: number,
): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}
