import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Read kinds, requests, resources, policies, quotas and prices. Every team's:
 * what exists and what it costs is no secret inside a company.
 */
export const selfServiceReadPermission = createPermission({
  name: 'self-service.read',
  attributes: { action: 'read' },
});

/** Ask for a resource or a change. Whose, the engine checks against the catalog. */
export const selfServiceRequestPermission = createPermission({
  name: 'self-service.request',
  attributes: { action: 'create' },
});

/** Decide on requests. On which, the engine checks against the approvers found. */
export const selfServiceApprovePermission = createPermission({
  name: 'self-service.approve',
  attributes: { action: 'update' },
});

/** Read and export the audit. */
export const selfServiceAuditReadPermission = createPermission({
  name: 'self-service.audit.read',
  attributes: { action: 'read' },
});

/** Change quotas, run checks and sweeps, act for any team. */
export const selfServiceAdminPermission = createPermission({
  name: 'self-service.admin',
  attributes: { action: 'update' },
});

export const selfServicePermissions = [
  selfServiceReadPermission,
  selfServiceRequestPermission,
  selfServiceApprovePermission,
  selfServiceAuditReadPermission,
  selfServiceAdminPermission,
];
