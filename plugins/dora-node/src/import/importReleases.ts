import { DeploymentDelivery } from '@slipway/plugin-dora-common';
import { streamGit } from '@slipway/git';
import { ReleaseTags } from '../config/gitSource';
import { compileNamePattern } from '../config/namePattern';
import { instantOf, oneLine } from '../git/readCommits';
import { GitTag } from '../git/readRefs';
import { splitRecords } from '../git/splitRecords';
import { hash } from './cursor';
import { DeliveryBuffer, deliveryId, deploymentKey } from './deliveries';
import { ImportContext } from './importContext';
import { recordHistory } from './recordHistory';
import { OpenedRepository, RepositoryPool } from './repositoryPool';

/**
 * Delivers each tag that fits as a deployment of its commit. Git keeps no order
 * of tags, so nothing is delivered only when no tag came, went or moved.
 */
export async function importReleases(options: {
  context: ImportContext;
  pool: RepositoryPool;
  buffer: DeliveryBuffer;
  release: ReleaseTags;
  /** The entry's place in the configuration. */
  entry: string;
}): Promise<void> {
  const { context, pool, buffer, release, entry } = options;
  const opened = await pool.open(release);
  await recordHistory(context, opened);
  const fits = compileNamePattern(release.tags);
  const tags = [...opened.refs.tags.values()].filter(tag => fits(tag.name));
  const state = hash(
    JSON.stringify(tags.map(tag => [tag.name, tag.commit, tag.taggedAt])),
  );
  if (context.cursor.releases[entry] === state) {
    return;
  }
  const { id } = opened.repository;
  context.progress.enter('reading-deployments', id);
  const ordered = await inOrder(context, opened, tags);
  for (const [sequence, tag] of ordered.entries()) {
    buffer.add(toDelivery(release, opened, tag, sequence));
    if (buffer.isFull) {
      await buffer.flush();
    }
  }
  await buffer.flush();
  context.cursor.releases[entry] = state;
  await context.saveCursor();
}

/** Tags by the place of their commits in the history, then by name: v9, v10. */
async function inOrder(
  { signal }: ImportContext,
  { repository }: OpenedRepository,
  tags: GitTag[],
): Promise<GitTag[]> {
  if (tags.length === 0) {
    return [];
  }
  const wanted = new Set(tags.map(tag => tag.commit));
  const places = new Map<string, number>();
  const output = streamGit({
    args: ['rev-list', '--topo-order', '--reverse', '--stdin'],
    gitDir: repository.gitDir,
    what: `Cannot read the history of ${repository.id}`,
    input: [...wanted, ''].join('\n'),
    signal,
  });
  let place = 0;
  for await (const sha of splitRecords(output, 0x0a)) {
    if (wanted.has(sha)) {
      places.set(sha, place);
    }
    place += 1;
  }
  const byName = new Intl.Collator('en', { numeric: true });
  const placeOf = (tag: GitTag) => places.get(tag.commit) ?? 0;
  return [...tags].sort(
    (a, b) => placeOf(a) - placeOf(b) || byName.compare(a.name, b.name),
  );
}

function toDelivery(
  release: ReleaseTags,
  { repository }: OpenedRepository,
  tag: GitTag,
  sequence: number,
): DeploymentDelivery {
  const { service, environment } = release;
  const { id, commitUrl } = repository;
  const key = deploymentKey([id, 'tag', tag.name, service, environment]);
  const at = release.time === 'tag' ? tag.taggedAt : tag.committedAt;
  return {
    id: deliveryId(key, tag.commit),
    kind: 'deployment',
    key,
    occurredAt: instantOf(at),
    service,
    environment,
    version: oneLine(tag.name),
    sequence,
    repository: id,
    commit: tag.commit,
    ...(commitUrl && { url: commitUrl.replaceAll('{sha}', tag.commit) }),
  };
}
