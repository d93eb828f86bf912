/**
 * What replicas that start together do one after the other in PostgreSQL.
 *
 * @packageDocumentation
 */
export { migrate } from './migrate';
export { oneReplicaAtATime } from './oneReplicaAtATime';
