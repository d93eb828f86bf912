import { CliContext } from '../context';
import { CommandError } from '../errors';
import { ProgressLine } from '../output/progressLine';
import { writeJson } from '../output/table';
import { PortalClient } from '../portal/PortalClient';
import { describeProgress, listSources, SourceRow } from '../portal/sources';

const pollEvery = 1000;

/** A scheduled task begins within seconds, on whichever replica is free. */
const mustStartWithin = 60_000;

/** Starts a source of the portal's and follows it to its end. */
export async function followImport(
  context: CliContext,
  options: {
    portal: PortalClient;
    source: string;
    wait: boolean;
    json: boolean;
  },
): Promise<void> {
  const { portal, source, wait, json } = options;
  const before = await statusOf(portal, source);
  const path = `/sources/${encodeURIComponent(source)}/import`;
  await portal.send('POST', path, []);
  if (!wait) {
    context.stderr.write(
      `Started ${source}. See slipway dora sources for how it goes.\n`,
    );
    return;
  }
  const line = new ProgressLine(context);
  const after = await untilDone(context, { portal, source, before, line });
  line.clear();
  if (json) {
    writeJson(context, after);
  }
  if (after.state === 'failed') {
    throw new CommandError(
      `The import of ${source} failed: ${
        after.error ?? 'see the portal’s log'
      }`,
    );
  }
  if (!json) {
    context.stdout.write(
      `Imported ${source}: ${after.deployments} deployments are known.\n`,
    );
  }
}

async function untilDone(
  context: CliContext,
  options: {
    portal: PortalClient;
    source: string;
    before: SourceRow | undefined;
    line: ProgressLine;
  },
): Promise<SourceRow> {
  const { portal, source, before, line } = options;
  const startedAt = context.now().getTime();
  let running = false;
  for (;;) {
    await context.sleep(pollEvery);
    const status = await statusOf(portal, source);
    if (status?.state === 'running') {
      running = true;
      line.show(describeProgress(status.progress ?? { subject: source }));
    } else if (status && (running || isAnotherRun(before, status))) {
      return status;
    } else if (context.now().getTime() - startedAt > mustStartWithin) {
      throw new CommandError(
        `The portal took the import of ${source} and has not begun it. See slipway dora sources, and the portal's log.`,
      );
    }
  }
}

/** A short run may begin and end between two looks. */
function isAnotherRun(before: SourceRow | undefined, now: SourceRow): boolean {
  return (
    now.state !== 'never' &&
    (before?.state !== now.state ||
      before.lastHeardAt !== now.lastHeardAt ||
      before.error !== now.error)
  );
}

async function statusOf(
  portal: PortalClient,
  source: string,
): Promise<SourceRow | undefined> {
  const sources = await listSources(portal);
  return sources.find(({ id }) => id === source);
}
