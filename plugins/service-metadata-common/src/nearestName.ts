/** Edits (insert, remove, replace, swap of neighbours) from one to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      current[column] = Math.min(
        last[column] + 1,
        current[column - 1] + 1,
        last[column - 1] + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      if (swapped) {
        current[column] = Math.min(current[column], beforeLast[column - 2] + 1);
      }
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length];
}

/** How many edits are still a plausible slip of the hand, by length. */
const plausibleEdits = (name: string) =>
  Math.max(2, Math.ceil(name.length / 3));

/**
 * The known name that was probably meant: the one with the fewest edits, or one
 * that starts with what was written (`pci` → `pci-dss`). Undefined when nothing
 * is close.
 */
export function nearestName(
  name: string,
  known: readonly string[],
): string | undefined {
  const wanted = name.toLowerCase();
  const startsWith = known.filter(
    candidate => wanted.length > 2 && candidate.startsWith(wanted),
  );
  if (startsWith.length === 1) {
    return startsWith[0];
  }
  const [best] = known
    .map(candidate => ({ candidate, edits: editDistance(wanted, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  return best && best.edits <= plausibleEdits(best.candidate)
    ? best.candidate
    : undefined;
}
