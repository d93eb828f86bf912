import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Kind, Target } from './kind';

/** What a module adds to self-service. */
export type SelfServiceExtensionPoint = {
  /** @throws ConflictError when there is one of that id */
  addKind<Spec>(kind: Kind<Spec>): void;
  /** @throws ConflictError when there is one of that name */
  addTarget(target: Target): void;
};

export const selfServiceExtensionPoint =
  createExtensionPoint<SelfServiceExtensionPoint>({ id: 'self-service.kinds' });
