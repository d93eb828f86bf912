import { parseEntityRef } from '@backstage/catalog-model';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';

/**
 * What the clusters are like, from the settings. Changing one of these changes
 * every namespace, unlike a template, which changes none that stands.
 */
export type RenderOptions = {
  access: {
    /** How a group of the catalog is called in the clusters: `{name}`, `{namespace}`, `{ref}`. */
    groupName: string;
    teamRole: 'view' | 'edit' | 'admin';
    /** Groups, as the clusters call them, that may look at every namespace. */
    viewers: readonly string[];
  };
  dns: {
    /** Labels of the pods that answer names. */
    podLabels: Readonly<Record<string, string>>;
    /** Addresses that answer names outside of pods, such as a cache on each node. */
    cidrs: readonly string[];
    /** At which they answer, by UDP and TCP: those of the pods, not of a service. */
    ports: readonly number[];
  };
};

export const defaultRenderOptions: RenderOptions = {
  access: { groupName: '{name}', teamRole: 'edit', viewers: [] },
  dns: { podLabels: { 'k8s-app': 'kube-dns' }, cidrs: [], ports: [53] },
};

/** What the builders of objects are given. */
export type RenderContext = {
  resource: DesiredResource<NamespaceSpec>;
  options: RenderOptions;
};

/** The team's name in labels and paths: `checkout` for group:default/checkout. */
export function teamName(teamRef: string): string {
  const { namespace, name } = parseEntityRef(teamRef);
  const text = namespace === 'default' ? name : `${namespace}.${name}`;
  return text.toLowerCase();
}

/** The team's group as the clusters call it. */
export function clusterGroup(teamRef: string, pattern: string): string {
  const { namespace, name } = parseEntityRef(teamRef);
  return pattern
    .replaceAll('{name}', () => name)
    .replaceAll('{namespace}', () => namespace)
    .replaceAll('{ref}', () => teamRef);
}

/** The marks by which what is ours is told from what others made. */
export function marks(context: RenderContext) {
  return {
    labels: { 'app.kubernetes.io/managed-by': 'slipway' },
    annotations: { 'slipway.dev/resource-id': context.resource.id },
  };
}

/** The metadata of an object inside the namespace. */
export function within(context: RenderContext, name: string) {
  return { name, namespace: context.resource.name, ...marks(context) };
}
