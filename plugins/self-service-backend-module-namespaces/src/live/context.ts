import { PlanItem } from '@slipway/plugin-self-service-common';
import {
  InventoryEntry,
  Step,
  StepContext,
  StepResult,
} from '@slipway/plugin-self-service-node';
import { NamespaceSpec } from '../kind/spec';
import { identityOfEntry, identityOfItem } from './objects/liveObject';
import { ObjectStore } from './objects/ObjectStore';

/** What all parts of one live target share. */
export type Live = {
  /** Its name, for messages. */
  cluster: string;
  store: ObjectStore;
};

export type NamespaceStep = Step<NamespaceSpec>;
export type NamespaceContext = StepContext<NamespaceSpec>;

/** Looked at again so much later, when nothing says how long. */
export const LOOK_AGAIN_MS = 2_000;

export const pending: StepResult = { done: false, waitingFor: 'its turn' };

/** The namespace that a resource is, from its plan or its inventory. */
export function namespaceOf(options: {
  items: PlanItem[];
  inventory: InventoryEntry[];
}): string | undefined {
  const all = [
    ...options.items.map(identityOfItem),
    ...options.inventory.map(identityOfEntry),
  ];
  return all.find(({ kind }) => kind === 'Namespace')?.name;
}

/** @throws Error when there is none: no plan of this kind is without */
export function namespaceIn(context: NamespaceContext): string {
  const name = namespaceOf({
    items: context.plan?.items ?? [],
    inventory: context.inventory,
  });
  if (name === undefined) {
    throw new Error('The plan has no namespace');
  }
  return name;
}
