/**
 * Kubernetes namespaces: rendered once, applied to a live cluster or committed
 * to Git.
 *
 * @packageDocumentation
 */
export { namespacesModule as default } from './module';
export {
  createNamespaceKind,
  type NamespaceKindOptions,
} from './kind/createNamespaceKind';
export { namespaceSchema, type NamespaceSpec } from './kind/spec';
export type {
  KubernetesObject,
  NamespaceTarget,
} from './targets/NamespaceTarget';
