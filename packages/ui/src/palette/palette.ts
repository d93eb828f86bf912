import './palette.css';

/**
 * Colours of a chart's series in the order they are given out, as CSS values
 * that follow the theme. The fifth is a grey: the place of "other".
 */
export const seriesColours = [
  'var(--slipway-series-1)',
  'var(--slipway-series-2)',
  'var(--slipway-series-3)',
  'var(--slipway-series-4)',
  'var(--slipway-series-5)',
] as const;
