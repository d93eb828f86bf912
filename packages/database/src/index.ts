/**
 * What all plugins of a backend share about their database.
 *
 * @packageDocumentation
 */
export { replicasStartInTurn } from './replicasStartInTurn';
