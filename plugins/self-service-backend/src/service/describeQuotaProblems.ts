import {
  describeExceeded,
  Problem,
  QuotaEffect,
  Usage,
} from '@slipway/plugin-self-service-common';

/** What keeps a use from fitting into its limits, in words. */
export function describeQuotaProblems(
  effects: readonly QuotaEffect[],
  usage: readonly Usage[],
): Problem[] {
  return effects.flatMap(effect => {
    const asked = usage.find(({ metric }) => metric === effect.metric);
    if (asked && asked.unit !== effect.unit) {
      return [
        {
          field: '',
          message: `The quota of ${effect.subject} for ${effect.metric} is counted in ${effect.unit} and this is in ${asked.unit}; a platform engineer has to put the quota's unit right`,
        },
      ];
    }
    return effect.exceeded
      ? [{ field: '', message: describeExceeded(effect) }]
      : [];
  });
}
