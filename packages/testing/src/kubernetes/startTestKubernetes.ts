import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { hasProgram, kubernetesAssets } from './assets';
import { RunningProgram, runProgram } from './runProgram';

const READY_WITHIN_MS = 90_000;

/** A throw-away Kubernetes API, with the controllers when they are there. */
export interface TestKubernetes {
  /** `https://127.0.0.1:port`. */
  url: string;
  /** Whom to trust: the API server's own certificate, PEM. */
  ca: string;
  /** Its certificate and key, for a proxy in front that is trusted as well. */
  tls: { cert: string; key: string };
  /** Bearer token of a member of system:masters. */
  token: string;
  /** Path of a kubeconfig with that token, context `test`. */
  kubeconfig: string;
  /** Path of kubectl, where the assets have it. */
  kubectl: string | undefined;
  /** Whether controllers run: namespaces end, quota is counted. */
  hasControllers: boolean;
  /** Stops everything and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts etcd, kube-apiserver and kube-controller-manager from the folder in
 * KUBEBUILDER_ASSETS on free loopback ports, with data in a temporary folder:
 * about 3 s and 0.5 GB. There are no nodes; pods are stored and never run.
 *
 * @throws Error with the end of the log of what did not come up
 */
export async function startTestKubernetes(): Promise<TestKubernetes> {
  const assets = kubernetesAssets();
  if (!assets) {
    throw new Error(
      'KUBEBUILDER_ASSETS is not set: let it name a folder with etcd and kube-apiserver.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'slipway-kubernetes-'));
  const programs: RunningProgram[] = [];
  const stop = async () => {
    // In the order in which they need each other.
    for (const program of programs.reverse().splice(0)) {
      await program.stop();
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { ...(await startAll({ assets, folder, programs })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(options: {
  assets: string;
  folder: string;
  programs: RunningProgram[];
}): Promise<Omit<TestKubernetes, 'stop'>> {
  const { assets, folder, programs } = options;
  const [port, etcd, peer] = await freePorts(3);
  const token = randomBytes(16).toString('hex');
  await writeKeys(folder, token);
  const run = (name: string, args: string[]) => {
    const program = runProgram({
      command: join(assets, name),
      args,
      cwd: folder,
      log: join(folder, `${name}.log`),
    });
    programs.push(program);
    return program;
  };
  run('etcd', etcdArguments(folder, etcd, peer));
  const server = run('kube-apiserver', serverArguments(folder, port, etcd));
  const url = `https://127.0.0.1:${port}`;
  await untilReady({ url, token, server });
  const tls = {
    cert: await readFile(join(folder, 'certs/apiserver.crt'), 'utf8'),
    key: await readFile(join(folder, 'certs/apiserver.key'), 'utf8'),
  };
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kubeconfigText(url, tls.cert, token));
  const hasControllers = hasProgram(assets, 'kube-controller-manager');
  if (hasControllers) {
    run('kube-controller-manager', await controllerArguments(assets, folder));
  }
  return {
    url,
    ca: tls.cert,
    tls,
    token,
    kubeconfig,
    kubectl: hasProgram(assets, 'kubectl')
      ? join(assets, 'kubectl')
      : undefined,
    hasControllers,
  };
}

async function writeKeys(folder: string, token: string) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(
    join(folder, 'accounts.key'),
    privateKey.export({ type: 'pkcs1', format: 'pem' }),
    { mode: 0o600 },
  );
  await writeFile(
    join(folder, 'tokens.csv'),
    `${token},admin,admin,"system:masters"\n`,
    { mode: 0o600 },
  );
}

function etcdArguments(folder: string, port: number, peer: number) {
  const client = `http://127.0.0.1:${port}`;
  const peers = `http://127.0.0.1:${peer}`;
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    '--unsafe-no-fsync',
  ];
}

function serverArguments(folder: string, port: number, etcd: number) {
  const key = join(folder, 'accounts.key');
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'certs')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${key}`,
    `--service-account-key-file=${key}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--enable-admission-plugins=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota',
  ];
}

async function controllerArguments(assets: string, folder: string) {
  const { stdout } = await promisify(execFile)(
    join(assets, 'kube-controller-manager'),
    ['--version'],
  );
  const minor = Number(/v1\.(\d+)/.exec(stdout)?.[1] ?? '99');
  return [
    `--kubeconfig=${join(folder, 'kubeconfig')}`,
    '--use-service-account-credentials',
    `--service-account-private-key-file=${join(folder, 'accounts.key')}`,
    '--leader-elect=false',
    '--secure-port=0',
    // Before 1.24 there was a second port, open unless it was 0.
    ...(minor < 24 ? ['--port=0'] : []),
    '--concurrent-namespace-syncs=10',
    '--namespace-sync-period=5s',
    '--resource-quota-sync-period=5s',
  ];
}

function kubeconfigText(url: string, ca: string, token: string) {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: {
          server: url,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  });
}

async function untilReady(options: {
  url: string;
  token: string;
  server: RunningProgram;
}) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(options.url, options.token))) {
    if (options.server.ended() || Date.now() > deadline) {
      throw new Error(
        `kube-apiserver did not become ready. The end of its log:\n${await options.server.tail()}`,
      );
    }
    await sleep(100);
  }
}

function isReady(url: string, token: string): Promise<boolean> {
  return new Promise(resolve => {
    const attempt = request(
      `${url}/readyz`,
      {
        headers: { authorization: `Bearer ${token}` },
        // Its certificate is not there to be read before it listens.
        rejectUnauthorized: false,
        agent: false,
        timeout: 5_000,
      },
      response => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    attempt.once('timeout', () => attempt.destroy());
    attempt.once('error', () => resolve(false));
    attempt.end();
  });
}

/** Ports that nobody listens on, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return ports;
}
