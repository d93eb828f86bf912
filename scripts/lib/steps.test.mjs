import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatElapsed, Steps } from './steps.mjs';

function recorder({ isTTY }) {
  const written = [];
  return { isTTY, columns: 80, written, write: text => written.push(text) };
}

test('elapsed time in the words of a person', () => {
  assert.equal(formatElapsed(0), '0.0 s');
  assert.equal(formatElapsed(440), '0.4 s');
  assert.equal(formatElapsed(9_940), '9.9 s');
  assert.equal(formatElapsed(9_960), '10 s');
  assert.equal(formatElapsed(59_400), '59 s');
  assert.equal(formatElapsed(59_600), '1 min 0 s');
  assert.equal(formatElapsed(92_000), '1 min 32 s');
});

test('one line per step, and a line every ten seconds of a long one', t => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const stream = recorder({ isTTY: false });
  const step = new Steps({ stream }).begin('Installing');
  for (let second = 0; second < 25; second += 1) {
    t.mock.timers.tick(1_000);
    if (second === 12) {
      step.detail('fetch');
    }
  }
  step.done('Installed');
  const lines = stream.written.map(text => text.replace(/ {2,}/g, '  '));
  assert.deepEqual(lines, [
    '  … Installing  10 s\n',
    '  … Installing: fetch  20 s\n',
    '  Installed  25 s\n',
  ]);
});

test('a terminal shows the seconds pass on one line', t => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const stream = recorder({ isTTY: true });
  const steps = new Steps({ stream });
  const step = steps.begin('Building');
  t.mock.timers.tick(3_000);
  assert.ok(stream.written.every(text => !text.includes('\n')));
  assert.match(stream.written.at(-1), /Building +3\.0 s$/);
  step.fail();
  assert.match(stream.written.join(''), /Building: failed +3\.0 s\n/);
});

test('short steps can be left out', () => {
  const stream = recorder({ isTTY: false });
  new Steps({ stream, quietUnder: 1_000 }).begin('Checking').done();
  assert.deepEqual(stream.written, []);
});
