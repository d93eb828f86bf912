import { TargetView } from '@slipway/plugin-self-service-common';
import { orAborted, Target } from '@slipway/plugin-self-service-node';

type Health = Awaited<ReturnType<Target['checkHealth']>>;

/** How long one answer of a target is used. */
const keptForMs = 15_000;
/** A page does not wait longer for a target that does not answer. */
const timeoutMs = 4_000;

/**
 * Asks targets how they are, each at most once in 15 seconds whoever wants to
 * know: a page that many have open must not load a cluster.
 */
export class TargetHealth {
  readonly #now: () => Date;
  readonly #kept = new Map<string, { at: Date; health: Promise<Health> }>();

  constructor(options: { now: () => Date }) {
    this.#now = options.now;
  }

  /** Never throws: a target that cannot be asked is unreachable or unknown. */
  async view(target: Target, resources: number): Promise<TargetView> {
    const { at, health } = this.#ask(target);
    return {
      name: target.name,
      title: target.title,
      type: target.type,
      kinds: target.kinds,
      environments: target.environments,
      ...(await health),
      checkedAt: at.toISOString(),
      resources,
    };
  }

  #ask(target: Target): { at: Date; health: Promise<Health> } {
    const now = this.#now();
    const kept = this.#kept.get(target.name);
    if (kept && now.getTime() - kept.at.getTime() < keptForMs) {
      return kept;
    }
    const asked = { at: now, health: checkHealth(target) };
    this.#kept.set(target.name, asked);
    return asked;
  }
}

async function checkHealth(target: Target): Promise<Health> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await orAborted(signal, () => target.checkHealth(signal));
  } catch (error) {
    return {
      health: 'unknown',
      message: signal.aborted
        ? `It did not answer within ${
            timeoutMs / 1000
          } seconds; look at it and at the network between.`
        : `It could not be asked: ${String(error)}`,
      version: null,
      lastEventAt: null,
    };
  }
}
