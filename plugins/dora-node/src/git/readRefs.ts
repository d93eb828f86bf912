import { resolveCommit, streamGit } from '@slipway/git';
import { GitRepository } from './openRepository';
import { splitRecords } from './splitRecords';

export type GitTag = {
  name: string;
  /** The commit it leads to in the end. */
  commit: string;
  /** Seconds since 1970; the commit's own for a lightweight tag. */
  taggedAt: number;
  committedAt: number;
};

export type GitRefs = {
  /** Every commit that a tag, a branch or HEAD names, each once. */
  tips: string[];
  tags: Map<string, GitTag>;
  branches: Map<string, string>;
};

const format = [
  'objecttype',
  'objectname',
  'committerdate:unix',
  '*objecttype',
  '*objectname',
  '*committerdate:unix',
  'taggerdate:unix',
  'refname',
]
  .map(field => `%(${field})`)
  .join('%00');

/** Tags and branches that lead to commits; the few that do not are left out. */
export async function readRefs(options: {
  repository: GitRepository;
  signal?: AbortSignal;
}): Promise<GitRefs> {
  const { repository, signal } = options;
  const what = `Cannot read the tags of ${repository.id}`;
  const refs: GitRefs = { tips: [], tags: new Map(), branches: new Map() };
  const output = streamGit({
    args: ['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/tags'],
    gitDir: repository.gitDir,
    what,
    signal,
  });
  const tips = new Set(repository.head ? [repository.head] : []);
  for await (const line of splitRecords(output, 0x0a)) {
    const ref = parseRef(line);
    // A tag of a tag is rare; git itself follows the chain.
    const commit = ref.chained
      ? await resolveCommit({
          gitDir: repository.gitDir,
          revision: ref.sha,
          what,
          signal,
        })
      : ref.commit;
    if (!commit) {
      continue;
    }
    tips.add(commit);
    if (ref.name.startsWith('refs/heads/')) {
      refs.branches.set(ref.name.slice('refs/heads/'.length), commit);
    } else {
      const name = ref.name.slice('refs/tags/'.length);
      const { taggedAt, committedAt } = ref;
      refs.tags.set(name, { name, commit, taggedAt, committedAt });
    }
  }
  refs.tips = [...tips];
  return refs;
}

function parseRef(line: string) {
  const [type, sha, committed, peeledType, peeled, peeledAt, tagged, name] =
    line.split('\0');
  const chained = type === 'tag' && peeledType === 'tag';
  const committedAt = Number(type === 'commit' ? committed : peeledAt);
  return {
    name,
    sha,
    chained,
    commit: [type === 'commit' && sha, peeledType === 'commit' && peeled].find(
      Boolean,
    ) as string | undefined,
    committedAt: committedAt || Number(tagged),
    taggedAt: Number(tagged) || committedAt,
  };
}
