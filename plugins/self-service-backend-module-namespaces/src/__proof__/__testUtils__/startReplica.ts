import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { FaultyProxy, TestKubernetes } from '@slipway/testing';
import { liveTarget } from './portal';

const self = '@slipway/plugin-self-service-backend-module-namespaces';

/** A replica as a process, which sees the cluster through a proxy of its own. */
export type Replica = {
  name: string;
  url: string;
  proxy: FaultyProxy;
  kill(signal: NodeJS.Signals): void;
  /** Ends it, whatever state it is in. */
  stop(): Promise<void>;
};

/** @param options.name - the database knows its writes by it */
export async function startReplica(options: {
  name: string;
  database: string;
  cluster: TestKubernetes;
  settings: JsonObject;
}): Promise<Replica> {
  const { name, cluster, settings } = options;
  const proxy = await FaultyProxy.start({ ...cluster, target: cluster.url });
  const database = new URL(options.database);
  database.searchParams.set('application_name', name);
  const given = {
    database: database.toString(),
    targets: [liveTarget(cluster, proxy.url)],
    settings,
  };
  const child = spawn(
    process.execPath,
    [
      '--require',
      resolvePackagePath(
        self,
        '../../node_modules/@backstage/cli/config/nodeTransform.cjs',
      ),
      resolvePackagePath(self, 'src/__proof__/__testUtils__/replica.ts'),
      JSON.stringify(given),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], env: environment() },
  );
  return {
    name,
    proxy,
    url: await firstLine(child),
    kill: signal => child.kill(signal),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      await proxy.stop();
    },
  };
}

/** Without what makes a process believe that it is a test of Jest. */
function environment(): NodeJS.ProcessEnv {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...env } = process.env;
  return { ...env, NODE_ENV: 'development' };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) {
    throw new Error('The replica has no output');
  }
  for await (const line of createInterface({ input: child.stdout })) {
    return line;
  }
  throw new Error('The replica ended before it was ready');
}
