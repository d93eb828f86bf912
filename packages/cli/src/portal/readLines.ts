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

/** The pieces of an answer's body; whoever stops reading ends the answer. */
export async function* piecesOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    // Of no effect on a body that has ended or failed.
    await reader.cancel().catch(() => undefined);
  }
}
