/**
 * What every page shares: the page states, formatters, charts with their data
 * tables, and the parts of which metrics are built.
 *
 * @packageDocumentation
 */
export * from './format/duration';
export * from './format/instant';
export * from './format/number';
export * from './states/EmptyState';
export * from './states/ErrorState';
export * from './states/LoadingState';
export * from './states/NoPermissionState';
