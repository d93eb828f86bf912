import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { parseStartArguments } from './arguments.mjs';
import { root, work } from './layout.mjs';

const parse = (...args) => parseStartArguments(args, '/somewhere');

test('the defaults of npm start', () => {
  assert.deepEqual(parse(), {
    help: false,
    port: 7007,
    host: '127.0.0.1',
    sample: true,
    dataDirectory: work,
    reset: false,
    yes: false,
  });
});

test('every option of npm start', () => {
  assert.deepEqual(
    parse(
      '--port',
      '8080',
      '--host=0.0.0.0',
      '--no-sample',
      '--data-dir',
      'data',
      '--reset',
      '--yes',
    ),
    {
      help: false,
      port: 8080,
      host: '0.0.0.0',
      sample: false,
      dataDirectory: path.resolve('/somewhere/data'),
      reset: true,
      yes: true,
    },
  );
});

const WRONG = [
  [['--prot', '1'], /There is no option --prot/],
  [['-x'], /There is no option -x/],
  [['8080'], /"8080" is not an option.*after "--" only/],
  [['--port'], /--port needs a value/],
  [['--port', 'x'], /--port x: a port is a number from 1 to 65535/],
  [['--port', '0'], /from 1 to 65535/],
  [['--port', '65536'], /from 1 to 65535/],
  [['--port', '80.5'], /from 1 to 65535/],
  [['--host', 'http://a'], /--host http:\/\/a: give an address or a name/],
  [['--reset=no'], /--reset takes no value/],
  [['--data-dir', '/'], /--data-dir \/: give a folder for nothing else/],
  [['--data-dir', root], /give a folder for nothing else/],
];

for (const [args, message] of WRONG) {
  test(`npm start -- ${args.join(' ')}: one line that says what to do`, () => {
    assert.throws(
      () => parse(...args),
      error => {
        assert.match(error.message, message);
        assert.equal(error.message.split('\n').length, 1);
        assert.equal(error.exitCode, 2);
        return true;
      },
    );
  });
}
