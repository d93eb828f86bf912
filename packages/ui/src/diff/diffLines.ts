import { diffLines as linesOf } from 'diff';

/** A line of a diff; `number` counts the lines that are shown, from 1. */
export type DiffLine = {
  kind: 'same' | 'added' | 'removed';
  text: string;
  number: number;
};

/** Lines that stand together: shown, or folded away as nothing changes there. */
export type DiffBlock = { folded: boolean; lines: DiffLine[] };

function kindOf(part: { added: boolean; removed: boolean }): DiffLine['kind'] {
  if (part.added) return 'added';
  return part.removed ? 'removed' : 'same';
}

/** Both texts as one list of lines. What is absent counts as empty. */
export function diffLines(
  before: string | null,
  after: string | null,
): DiffLine[] {
  return linesOf(before ?? '', after ?? '')
    .flatMap(part =>
      part.value
        .replace(/\n$/, '')
        .split('\n')
        .map(text => ({ kind: kindOf(part), text })),
    )
    .map((line, index) => ({ ...line, number: index + 1 }));
}

/**
 * Folds away what stays the same, but for some lines around each change. A run
 * too short to be worth a press is left as it is.
 *
 * @param context - how many unchanged lines to keep on either side of a change
 */
export function foldLines(lines: DiffLine[], context: number): DiffBlock[] {
  const near = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - context), index + context + 1)
      .some(line => line.kind !== 'same'),
  );
  const blocks: DiffBlock[] = [];
  lines.forEach((line, index) => {
    const folded = !near[index];
    const last = blocks[blocks.length - 1];
    if (last?.folded === folded) last.lines.push(line);
    else blocks.push({ folded, lines: [line] });
  });
  return blocks.map(block => ({
    ...block,
    folded: block.folded && block.lines.length > 2,
  }));
}
