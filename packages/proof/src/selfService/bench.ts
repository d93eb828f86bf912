import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  kubernetesAssets,
  startTestKubernetes,
  startTestPostgres,
} from '@slipway/testing';
import { describeMachine } from '../machine';
import { startBenchPortal } from './benchPortal';
import { measureAll } from './measureAll';
import { closeRaw } from './rawCalls';

const help = `Usage: yarn bench:self-service [--namespaces N] [--resources N]

Prints figures of self-service on a real Kubernetes API and a real PostgreSQL;
nothing is asserted. KUBEBUILDER_ASSETS names a folder with etcd, kube-apiserver
and kube-controller-manager (the envtest convention).

  --namespaces N   of the drift sweep (default 1000)
  --resources N    of the memory at rest (default 10000)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      namespaces: { type: 'string', default: '1000' },
      resources: { type: 'string', default: '10000' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (!kubernetesAssets()) {
    throw new Error(
      'KUBEBUILDER_ASSETS is not set; let it name a folder with etcd, kube-apiserver and kube-controller-manager',
    );
  }
  process.stdout.write(`Machine: ${describeMachine()}\n`);
  const stops: Array<() => Promise<void>> = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startTestPostgres();
    stops.push(() => postgres.stop());
    const kubernetes = await startTestKubernetes();
    stops.push(() => kubernetes.stop());
    const portal = await startBenchPortal({ folder, postgres, kubernetes });
    stops.push(() => portal.stop());
    await measureAll({
      portal,
      postgres,
      kubernetes,
      namespaces: wholeNumber('--namespaces', values.namespaces),
      resources: wholeNumber('--resources', values.resources),
      print: line => process.stdout.write(`${line}\n`),
    });
  } finally {
    closeRaw();
    for (const stop of stops.reverse()) {
      await stop();
    }
  }
}

function wholeNumber(flag: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) {
    throw new Error(`${flag} (${text}) must be a whole number from 1 on`);
  }
  return Number(text);
}

main().catch(error => {
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
});
