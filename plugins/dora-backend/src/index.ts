/**
 * DORA metrics: facts, projection, sources and API.
 *
 * @packageDocumentation
 */
export { doraPlugin as default, migrationsDirectory } from './plugin';
export { createDoraEngine, type DoraEngine } from './engine';
export { EnvironmentMap, readSettings, type DoraSettings } from './settings';
