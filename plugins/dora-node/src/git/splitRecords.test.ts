import fc from 'fast-check';
import { splitRecords } from './splitRecords';

async function* inChunks(bytes: Buffer, sizes: number[]) {
  let from = 0;
  for (const size of sizes) {
    yield bytes.subarray(from, from + size);
    from += size;
  }
  yield bytes.subarray(from);
}

async function all(records: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const record of records) {
    read.push(record);
  }
  return read;
}

describe('splitRecords', () => {
  it('gives the same records however the bytes are cut', async () => {
    const record = fc
      .string({ unit: 'binary' })
      .map(text => text.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1 }),
        fc.array(fc.nat({ max: 7 })),
        async (records, sizes) => {
          const bytes = Buffer.from(`${records.join('\0')}\0`);
          const read = await all(splitRecords(inChunks(bytes, sizes), 0));
          expect(read).toEqual(
            records.map(text => Buffer.from(text).toString()),
          );
        },
      ),
    );
  });

  it('gives a last record without a separator, and no empty rest', async () => {
    const read = (text: string) =>
      all(splitRecords(inChunks(Buffer.from(text), []), 0x0a));
    expect(await read('a\nb')).toEqual(['a', 'b']);
    expect(await read('a\n')).toEqual(['a']);
    expect(await read('')).toEqual([]);
  });
});
