import { ChartUnit } from './unit';

/** One line or one set of bars. */
export type TimeSeries = {
  id: string;
  /** As the legend has it: `p50`, `Deployments`. */
  name: string;
};

/** One step of the time axis, a week as a rule. */
export type TimeSeriesPoint = {
  /** First local day, `YYYY-MM-DD`. */
  start: string;
  /** Last local day, `YYYY-MM-DD`. */
  end: string;
  /** The window or the present cuts the step short. */
  partial: boolean;
  /** Opens the rows behind the point. */
  href?: string;
  /** By series id; null is a gap, which is drawn as one and never as 0. */
  values: Readonly<Record<string, number | null>>;
};

/** Properties that the drawing and the table of a time series share. */
export type TimeSeriesData = {
  title: string;
  unit: ChartUnit;
  shape: 'line' | 'bar';
  /** At most five: fold the rest into one called "other". */
  series: readonly TimeSeries[];
  points: readonly TimeSeriesPoint[];
};
