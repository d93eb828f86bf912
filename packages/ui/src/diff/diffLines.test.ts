import fc from 'fast-check';
import { diffLines, foldLines } from './diffLines';

const text = (...lines: string[]) => lines.map(line => `${line}\n`).join('');

describe('diffLines', () => {
  it('tells what goes, what comes and what stays', () => {
    const lines = diffLines(text('a', 'b', 'c'), text('a', 'B', 'c'));
    expect(lines.map(({ kind, text: line }) => [kind, line])).toEqual([
      ['same', 'a'],
      ['removed', 'b'],
      ['added', 'B'],
      ['same', 'c'],
    ]);
  });

  it('takes what is absent as empty', () => {
    expect(diffLines(null, text('a')).map(line => line.kind)).toEqual([
      'added',
    ]);
    expect(diffLines(text('a'), null).map(line => line.kind)).toEqual([
      'removed',
    ]);
    expect(diffLines(null, null)).toEqual([]);
  });

  it('keeps every line of both texts, in order', () => {
    const someText = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map(lines => text(...lines));
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const lines = diffLines(before, after);
        const side = (without: string) =>
          text(
            ...lines
              .filter(line => line.kind !== without)
              .map(line => line.text),
          );
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });
});

describe('foldLines', () => {
  it('keeps lines around a change and folds the long rest', () => {
    const same = Array.from({ length: 10 }, (_, index) => `line ${index}`);
    const lines = diffLines(text(...same), text(...same, 'new'));
    const blocks = foldLines(lines, 3);
    expect(blocks.map(block => [block.folded, block.lines.length])).toEqual([
      [true, 7],
      [false, 4],
    ]);
  });

  it('does not fold what is as short as the words that would say so', () => {
    const lines = diffLines(text('a', 'b', 'c', 'd'), text('a', 'b', 'c', 'D'));
    expect(foldLines(lines, 1).map(block => block.folded)).toEqual([
      false,
      false,
    ]);
  });
});
