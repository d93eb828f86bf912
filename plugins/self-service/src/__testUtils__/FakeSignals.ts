import { SignalApi } from '@backstage/plugin-signals-react';
import { JsonObject } from '@slipway/plugin-self-service-common';

/** Signals that a test sends by hand. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<(message: JsonObject) => void>();

  subscribe(_channel: string, onMessage: (message: never) => void) {
    const listener = (message: JsonObject) => onMessage(message as never);
    this.#listeners.add(listener);
    return { unsubscribe: () => void this.#listeners.delete(listener) };
  }

  send(message: JsonObject) {
    this.#listeners.forEach(listener => listener(message));
  }
}
