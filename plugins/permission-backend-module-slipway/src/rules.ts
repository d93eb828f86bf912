import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  doraIngestPermission,
  doraMetricsReadPermission,
  doraSampleClearPermission,
  doraSourceRunPermission,
} from '@slipway/plugin-dora-common';
import {
  selfServiceAdminPermission,
  selfServiceApprovePermission,
  selfServiceAuditReadPermission,
  selfServiceReadPermission,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';

/**
 * Who is given a permission, beside platform engineers, who are given all.
 *
 * - `everyone`: whoever is signed in
 * - `owners`: for things that the person, a group of theirs or a group that
 *   they lead owns
 * - `starter`: for things that the person started
 * - `leads-own`: for things that a group that the person leads owns
 * - `leads`: whoever leads a group
 * - `platform`: nobody else
 */
export type Rule =
  | 'everyone'
  | 'owners'
  | 'starter'
  | 'leads-own'
  | 'leads'
  | 'platform';

const decided: readonly (readonly [Permission, Rule])[] = [
  [catalogEntityReadPermission, 'everyone'],
  [catalogEntityValidatePermission, 'everyone'],
  [catalogEntityRefreshPermission, 'owners'],
  [catalogEntityCreatePermission, 'leads'],
  [catalogEntityDeletePermission, 'leads-own'],
  [catalogLocationReadPermission, 'everyone'],
  // Reads a repository with the portal's own credentials.
  [catalogLocationAnalyzePermission, 'leads'],
  [catalogLocationCreatePermission, 'leads'],
  // The catalog does not say whose location it is about. Its module's guard
  // does, and lets a lead remove or redirect locations of their groups only.
  [catalogLocationDeletePermission, 'leads'],
  [catalogIngestionReadPermission, 'everyone'],
  [catalogIngestionManagePermission, 'platform'],
  [doraMetricsReadPermission, 'everyone'],
  // Not bound to a service: whoever has one of these can change the numbers of
  // every team. A team's pipeline sends its deliveries by a token of its own.
  [doraIngestPermission, 'platform'],
  [doraSourceRunPermission, 'platform'],
  [doraSampleClearPermission, 'platform'],
  [selfServiceReadPermission, 'everyone'],
  // For which team, and who decides on which request, the engine asks the
  // catalog: a rule here could not know the request.
  [selfServiceRequestPermission, 'everyone'],
  [selfServiceApprovePermission, 'everyone'],
  [selfServiceAuditReadPermission, 'leads'],
  [selfServiceAdminPermission, 'platform'],
  [templateParameterReadPermission, 'everyone'],
  [templateStepReadPermission, 'everyone'],
  [actionExecutePermission, 'everyone'],
  [taskCreatePermission, 'everyone'],
  // What a person typed into a template's form is theirs.
  [taskReadPermission, 'starter'],
  [taskCancelPermission, 'starter'],
  // Run template text that the caller sends, with the portal's own reach.
  [templateDryRunPermission, 'platform'],
  [templateManagementPermission, 'platform'],
];

/** The rule of each permission that the policy was written for, by its name. */
export const rulesByPermission: ReadonlyMap<string, Rule> = new Map(
  decided.map(([permission, rule]) => [permission.name, rule]),
);

/**
 * The rule of a permission. One that came with a later version and is not
 * decided yet is read by everyone when it is about the catalog or metrics, and
 * is for platform engineers otherwise.
 */
export function ruleOf(permission: Permission): Rule {
  const known = rulesByPermission.get(permission.name);
  if (known) {
    return known;
  }
  const isOpenToRead =
    permission.attributes.action === 'read' &&
    /^(catalog|dora)\./.test(permission.name);
  return isOpenToRead ? 'everyone' : 'platform';
}
