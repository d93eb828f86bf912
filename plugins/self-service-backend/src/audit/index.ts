export { checkAudit } from './checkAudit';
export { createAuditLog } from './createAuditLog';
export { createAuditorHook } from './createAuditorHook';
export { engineActor } from './engineActor';
export { exportAudit } from './exportAudit';
export { listAudit } from './listAudit';
export type { AuditFilters } from './listAudit';
export { pruneAudit } from './pruneAudit';
