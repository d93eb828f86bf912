/**
 * Splits a stream of bytes at each `separator` byte and yields the text of each
 * record, holding no more than one chunk and one record. The last record needs
 * no separator; an empty rest is left out.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer>,
  separator: number,
): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    let at = chunk.indexOf(separator);
    while (at !== -1) {
      rest.push(chunk.subarray(from, at));
      yield (rest.length === 1 ? rest[0] : Buffer.concat(rest)).toString();
      rest = [];
      from = at + 1;
      at = chunk.indexOf(separator, from);
    }
    if (from < chunk.length) {
      rest.push(chunk.subarray(from));
    }
  }
  if (rest.length > 0) {
    yield Buffer.concat(rest).toString();
  }
}
