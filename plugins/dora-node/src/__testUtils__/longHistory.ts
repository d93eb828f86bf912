import { GitRepository, testGitRepository } from '@slipway/testing';
import { at } from './importing';

/** A repository of `count` commits, fast, with `content` of a file at each. */
export async function longHistory(
  count: number,
  content: (index: number) => string,
): Promise<GitRepository> {
  const repository = await testGitRepository();
  const who = 'Sam <sam@example.com>';
  const stream = Array.from({ length: count }, (_, index) => {
    const text = content(index);
    const time = `${1704110400 + index} +0000`;
    return [
      'commit refs/heads/main',
      `committer ${who} ${time}`,
      'data 4',
      'Ship',
      'M 100644 inline production/till',
      `data ${Buffer.byteLength(text)}`,
      text,
      '',
    ].join('\n');
  }).join('\n');
  await repository.commit({ at: at(1), files: { stream: stream } });
  await repository.git(
    '-c',
    'alias.load=!git fast-import --quiet --force < stream',
    'load',
  );
  await repository.git('reset', '--quiet', '--hard', 'main');
  return repository;
}
