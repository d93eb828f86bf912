import { estimateCost } from '@slipway/plugin-self-service-common';
import { Prices } from '../ports';
import { SelfServiceSettings } from '../settings';

/** The price book of the settings. */
export function createPrices(settings: SelfServiceSettings['prices']): Prices {
  return {
    estimate: (demands, at) => estimateCost(settings, demands, at),
    list: () =>
      settings.entries.map(entry => ({
        ...entry,
        currency: settings.currency,
      })),
  };
}
