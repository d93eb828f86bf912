/**
 * DORA metrics: pages, entity tab and cards.
 *
 * @packageDocumentation
 */
export { doraPlugin as default } from './plugin';
export * from './api/DoraApi';
export * from './entity/TeamDeliverySummary';
