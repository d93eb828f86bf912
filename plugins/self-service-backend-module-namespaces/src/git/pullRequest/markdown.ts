import { oneLine } from '../commitMessage';

const columns = 100;

/**
 * A text of somebody as code, which is neither markup nor a mention nor a
 * reference to anything, whatever is in it.
 */
export function code(text: string, longest = 600): string {
  const line = oneLine(text, longest);
  if (line === '') {
    return '–';
  }
  const fence = '`'.repeat(longestRun(line) + 1);
  // Next to the fence one of its own would count as part of it.
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** The same in a table, in which even code ends at a pipe. */
export function cell(text: string): string {
  return code(text.replaceAll('|', '¦'), 200);
}

/** Lines as a block of code with a fence that none of them can end. */
export function fenced(
  language: 'diff' | 'text',
  lines: readonly string[],
): string[] {
  const fence = '`'.repeat(Math.max(2, ...lines.map(longestRun)) + 1);
  return [`${fence}${language}`, ...lines, fence];
}

/** Prose in lines as long as a page is wide: a block of code does not wrap. */
export function proseLines(text: string): string[] {
  return text.split(/\r\n|[\n\r]/).flatMap(paragraph => {
    const lines = [''];
    for (const word of printable(paragraph).split(' ').flatMap(inPieces)) {
      const line = lines[lines.length - 1];
      if (line.length + word.length < columns) {
        lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
      } else {
        lines.push(word);
      }
    }
    return lines;
  });
}

function inPieces(word: string): string[] {
  return word.match(/.{1,90}/gu) ?? [word];
}

/** One line in which everything is to be seen, also what has no shape. */
export function printable(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
      character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}

/**
 * The first lines, as many as there is room for.
 *
 * @param room - characters, with the ends of lines
 * @returns with how many are left out
 */
export function within(
  room: number,
  lines: readonly string[],
): { lines: string[]; left: number } {
  let used = 0;
  const end = lines.findIndex(line => {
    used += line.length + 1;
    return used > room;
  });
  return end === -1
    ? { lines: [...lines], left: 0 }
    : { lines: lines.slice(0, end), left: lines.length - end };
}

function longestRun(text: string): number {
  return Math.max(
    0,
    ...(text.match(/`+/g) ?? []).map(backticks => backticks.length),
  );
}
