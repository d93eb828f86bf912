import { DeploymentDelivery } from '@slipway/plugin-dora-common';
import { hash } from './cursor';
import { deliveryId } from './deliveries';
import { ImportContext } from './importContext';
import { ServiceHistories } from './serviceHistories';

const pageSize = 1000;

/** What is held at a time; a round is repeated while it resolves this many. */
const roundSize = 10_000;

/**
 * Tries the versions of earlier runs that led to no commit again, once the
 * services' repositories have changed: a tag may come after its deployment.
 */
export async function resolveLate(
  context: ImportContext,
  histories: ServiceHistories,
): Promise<void> {
  const { cursor, progress, source } = context;
  const state = hash(await histories.state());
  if (cursor.resolvedWith === state) {
    return;
  }
  progress.enter('resolving-versions', source.id);
  for (;;) {
    const found = await findResolved(context, histories);
    const accepted = await deliver(context, found);
    context.summary.resolvedLater += accepted;
    if (found.length < roundSize) {
      break;
    }
    if (accepted === 0) {
      // The sink still lists what it has taken; the next run does the rest.
      return;
    }
  }
  cursor.resolvedWith = state;
  await context.saveCursor();
}

/** Reads the whole list before delivering, which would move its pages. */
async function findResolved(
  { sink, source, signal }: ImportContext,
  histories: ServiceHistories,
): Promise<DeploymentDelivery[]> {
  const found: DeploymentDelivery[] = [];
  for (let offset = 0; found.length < roundSize; offset += pageSize) {
    signal?.throwIfAborted();
    const page = await sink.listUnresolved({
      source: source.id,
      offset,
      limit: pageSize,
    });
    for (const waiting of page) {
      const { service, version, key } = waiting;
      const { repository, commit } = await histories.resolve(service, version);
      if (repository && commit) {
        const id = deliveryId(key, commit);
        found.push({ ...waiting, id, repository, commit });
      }
    }
    if (page.length < pageSize) {
      break;
    }
  }
  return found;
}

async function deliver(
  { sink, source }: ImportContext,
  deliveries: DeploymentDelivery[],
): Promise<number> {
  let accepted = 0;
  for (let at = 0; at < deliveries.length; at += pageSize) {
    const receipt = await sink.deliver({
      source: source.id,
      deliveries: deliveries.slice(at, at + pageSize),
    });
    accepted += receipt.accepted;
  }
  return accepted;
}
