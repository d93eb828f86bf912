/** Formatting options shared by all formatters of numbers and instants. */
export type FormatLocale = {
  /** BCP 47 tag; the reader's own when absent. */
  locale?: string;
};

/** A count with the reader's digit grouping: `27,705`. */
export function formatCount(count: number, options: FormatLocale = {}): string {
  return new Intl.NumberFormat(options.locale).format(count);
}

/**
 * A ratio of 0 to 1 as a percentage with at most one decimal: `3.4%`.
 * What is not nothing is never shown as `0%`, nor what is not all as `100%`.
 */
export function formatRatio(ratio: number, options: FormatLocale = {}): string {
  const format = new Intl.NumberFormat(options.locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  if (ratio > 0 && ratio < 0.001) return `< ${format.format(0.001)}`;
  if (ratio < 1 && ratio > 0.999) return `> ${format.format(0.999)}`;
  return format.format(ratio);
}

/**
 * A frequency in events per day: `1.3 per day`. Below one event in ten days it
 * reads `1 per 37 d`, which people can picture where `0.027 per day` they cannot.
 */
export function formatPerDay(
  perDay: number,
  options: FormatLocale = {},
): string {
  if (perDay > 0 && perDay < 0.1) {
    return `1 per ${formatCount(Math.round(1 / perDay), options)} d`;
  }
  const value = new Intl.NumberFormat(options.locale, {
    maximumFractionDigits: perDay >= 1 ? 1 : 2,
  }).format(perDay);
  return `${value} per day`;
}

/** `1 deployment`, `2 deployments`; the plural adds an s unless it is given. */
export function formatQuantity(
  count: number,
  singular: string,
  options: FormatLocale & { plural?: string } = {},
): string {
  const noun = count === 1 ? singular : options.plural ?? `${singular}s`;
  return `${formatCount(count, options)} ${noun}`;
}
