export { describeWithKubernetes, kubernetesAssets } from './assets';
export { FaultyProxy } from './FaultyProxy';
export type { Fault, ProxiedRequest } from './FaultyProxy';
export { startTestKubernetes } from './startTestKubernetes';
export type { TestKubernetes } from './startTestKubernetes';
export { testKubernetes } from './testKubernetes';
export type { TestKubernetesOfFile } from './testKubernetes';
