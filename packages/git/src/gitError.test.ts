import { gitErrorFrom } from './gitError';

it.each([
  [
    'fatal: Could not read from remote repository.\n\nfatal: /x does not exist.',
    'Cannot fetch environments: fatal: /x does not exist. Check the address.',
  ],
  ['fatal: something new.', 'Cannot fetch environments: fatal: something new'],
  ['', 'Cannot fetch environments: git ended with code 128'],
])('says what git said, as one sentence each: %j', (stderr, message) => {
  const what = 'Cannot fetch environments';
  expect(gitErrorFrom({ what, stderr, code: 128 }).message).toBe(message);
});
