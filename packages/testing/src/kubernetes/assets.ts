import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const NEEDED = ['etcd', 'kube-apiserver'];

/**
 * The folder with the programs of a Kubernetes control plane, by the envtest
 * convention: the environment variable KUBEBUILDER_ASSETS names it. Undefined
 * when it is not set.
 *
 * @throws Error when it is set and a needed program is not there: a suite that
 *   skips itself because of a spelling mistake proves nothing
 */
export function kubernetesAssets(): string | undefined {
  const folder = process.env.KUBEBUILDER_ASSETS;
  if (!folder) {
    return undefined;
  }
  const missing = NEEDED.filter(name => !hasProgram(folder, name));
  if (missing.length > 0) {
    throw new Error(
      `KUBEBUILDER_ASSETS is ${folder}, which has no ${missing.join(
        ' and no ',
      )}. Let it name a folder with etcd and kube-apiserver, or unset it to skip the tests that need them.`,
    );
  }
  return folder;
}

/** Whether the folder has this program, and it may be run. */
export function hasProgram(folder: string, name: string): boolean {
  try {
    accessSync(join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * `describe` for tests on a real Kubernetes API. Without KUBEBUILDER_ASSETS
 * they are skipped, and their names say so in the list of what was skipped.
 */
export function describeWithKubernetes(title: string, tests: () => void): void {
  const available = kubernetesAssets() !== undefined;
  const run = available ? describe : describe.skip;
  run(available ? title : `${title} (needs KUBEBUILDER_ASSETS)`, tests);
}
