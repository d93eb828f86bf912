/**
 * The lines of a text in UTF-8 that comes in pieces, without their ends. Only a
 * line feed ends one: JSON may hold the other separators of Unicode.
 */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    rest +=
      typeof piece === 'string'
        ? piece
        : decoder.decode(piece, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') {
    yield rest;
  }
}
