import {
  IssuedSecret,
  JsonObject,
  PlanItem,
} from '@slipway/plugin-self-service-common';
import {
  DesiredResource,
  InventoryEntry,
  KindHost,
  Observation,
  Step,
  StepContext,
  Target,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';

/** A Kubernetes object as it is rendered: only what is ours, no status. */
export type KubernetesObject = JsonObject & {
  apiVersion: string;
  kind: string;
  metadata: JsonObject & { name: string; namespace?: string };
};

/**
 * Where a namespace is made. The kind renders the same objects for each; a
 * target says how they come to stand there, and how they are read and removed.
 */
export type NamespaceTarget = Target & {
  steps(context: StepContext<NamespaceSpec>): Step<NamespaceSpec>[];
  destroy(context: StepContext<NamespaceSpec>): Step<NamespaceSpec>[];
  observe(options: {
    resource: DesiredResource<NamespaceSpec>;
    items: PlanItem[];
    inventory: InventoryEntry[];
    signal: AbortSignal;
  }): Promise<Observation>;
  restore(
    context: StepContext<NamespaceSpec>,
    item: PlanItem,
  ): Promise<InventoryEntry>;
  findBlockers(options: {
    resource: DesiredResource<NamespaceSpec>;
    inventory: InventoryEntry[];
    signal: AbortSignal;
  }): Promise<
    Array<{ object: string; finalizer: string | null; message: string }>
  >;
  /** How to reach it, for the resource's page. No secrets. */
  connect(
    resource: DesiredResource<NamespaceSpec>,
  ): Array<{ label: string; value: string; help?: string }>;
  /** A short-lived kubeconfig; undefined where there is no cluster to ask. */
  issueKubeconfig?(options: {
    resource: DesiredResource<NamespaceSpec>;
    userRef: string;
    /** Seconds, 600 to 86,400. */
    lifetime: number;
    signal: AbortSignal;
  }): Promise<IssuedSecret>;
  /** Lists and watches until the signal; wakes what changed. */
  start?(host: KindHost, signal: AbortSignal): void;
};
