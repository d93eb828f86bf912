import { Readable } from 'node:stream';

/**
 * Lines of a stream as they come.
 *
 * @throws Error when nothing came for so long: a half-open connection looks
 *   just like a quiet one
 */
export async function* readLines(
  stream: Readable,
  idleMs: number,
): AsyncGenerator<string> {
  const fail = () =>
    stream.destroy(new Error(`nothing came for ${idleMs / 1000} s`));
  let timer = setTimeout(fail, idleMs);
  let rest = '';
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      clearTimeout(timer);
      timer = setTimeout(fail, idleMs);
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines.filter(line => line !== '');
    }
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}
