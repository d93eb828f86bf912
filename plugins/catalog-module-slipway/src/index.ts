/**
 * Catalog list, entity cards and organisation page of Slipway, as modules of
 * Backstage's catalog and API plugins; and the parts that other pages share.
 *
 * @packageDocumentation
 */
export { catalogFeatures as default } from './features';
export * from './components/EntityLink';
export * from './components/EntityLinks';
export * from './components/OnCall';
export * from './components/Loaded';
export * from './components/LoadFailure';
export * from './components/PageTitle';
export * from './components/TierBadge';
export { entityTitle } from './components/entityTitle';
export { relationTargets } from './components/relationTargets';
export { groupByTier, listOwned, ownedPath } from './owned/listOwned';
export type { TierGroup } from './owned/listOwned';
export { ServicesByTier } from './owned/ServicesByTier';
export { withGroupsBelow } from './owned/withGroupsBelow';
