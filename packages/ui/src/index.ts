/**
 * What every page shares: the page states, formatters, charts with their data
 * tables, and the parts of which metrics are built.
 *
 * @packageDocumentation
 */
export * from './chart/BarDistribution';
export * from './chart/TimeSeriesChart';
export * from './chart/types';
export type { ChartUnit } from './chart/unit';
export * from './data/useRemote';
export * from './diff/DiffView';
export * from './field/CopyButton';
export * from './field/SearchInput';
export * from './format/duration';
export * from './format/instant';
export * from './format/money';
export * from './format/number';
export * from './layout/FactList';
export * from './layout/Panel';
export * from './layout/ScreenReaderText';
export * from './metric/band';
export * from './metric/BandBadge';
export * from './metric/ChangeIndicator';
export * from './metric/CountdownText';
export * from './metric/MetricTile';
export * from './metric/MetricValue';
export * from './metric/RelativeTime';
export * from './metric/SampleBadge';
export * from './metric/Sparkline';
export * from './metric/useNow';
export * from './palette/palette';
export * from './states/EmptyState';
export * from './states/ErrorState';
export * from './states/LoadingState';
export * from './states/NoPermissionState';
export * from './status/StatusBadge';
export * from './status/UsageBar';
export * from './table/CsvButton';
export * from './table/DataTable';
export * from './table/types';
export * from './table/useTableAddress';
export * from './timeline/Timeline';
