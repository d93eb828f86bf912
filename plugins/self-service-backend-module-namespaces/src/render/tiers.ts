import { Tier } from '../kind/spec';

/** What a tier gives a namespace, in cores and GiB. */
export type TierSize = {
  /** Guaranteed (requests); a pod may use up to twice as much (limits). */
  cpu: number;
  memory: number;
  storage: number;
  ephemeral: number;
  pods: number;
  volumes: number;
};

/**
 * Sizes belong to the templates that use them: another size is another
 * template version, so that what stands does not change under its owner.
 */
export const tierSizes: Readonly<Record<Tier, TierSize>> = {
  small: {
    cpu: 1,
    memory: 2,
    storage: 10,
    ephemeral: 10,
    pods: 10,
    volumes: 4,
  },
  medium: {
    cpu: 4,
    memory: 8,
    storage: 50,
    ephemeral: 40,
    pods: 30,
    volumes: 10,
  },
  large: {
    cpu: 8,
    memory: 32,
    storage: 200,
    ephemeral: 80,
    pods: 80,
    volumes: 20,
  },
  'x-large': {
    cpu: 32,
    memory: 128,
    storage: 1000,
    ephemeral: 200,
    pods: 200,
    volumes: 40,
  },
};

/**
 * GiB as Kubernetes writes it back: whole TiB as Ti, all else as Gi. A quantity
 * in another form of the same size would come back changed and look like drift.
 */
export function gibibytes(amount: number): string {
  return amount > 0 && amount % 1024 === 0
    ? `${amount / 1024}Ti`
    : `${amount}Gi`;
}
