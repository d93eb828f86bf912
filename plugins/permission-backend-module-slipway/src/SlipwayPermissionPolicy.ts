import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { GroupLeads } from './GroupLeads';
import { ruleOf } from './rules';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** What the policy works with. */
export interface SlipwayPermissionPolicyOptions {
  /** Full references of the groups of platform engineers. */
  platformGroups: readonly string[];
  /** Says which groups a user belongs to; user tokens do not. */
  userInfo: UserInfoService;
  /** Says which groups a user leads. */
  leads: Pick<GroupLeads, 'listLedBy'>;
}

/** Leaves the decision to the owner of the thing; of nobody's things: no. */
function allowForOwners(
  permission: Permission,
  claims: readonly string[],
): PolicyDecision {
  return claims.length > 0 &&
    isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)
    ? createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: [...claims] }),
      )
    : deny;
}

/** Leaves the decision to who started the template's task. */
function allowForStarter(
  permission: Permission,
  userEntityRef: string,
): PolicyDecision {
  return isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)
    ? createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
      )
    : deny;
}

/**
 * Everyone who is signed in reads the catalog and the metrics and asks for
 * resources; developers update what their teams own; leads also create, and
 * remove what their groups own; platform engineers do everything. `rules.ts` decides each permission,
 * and docs/access.md shows the table. Services are not asked about: what their
 * tokens may do is in the configuration.
 */
export class SlipwayPermissionPolicy implements PermissionPolicy {
  readonly #platformGroups: ReadonlySet<string>;
  readonly #userInfo: UserInfoService;
  readonly #leads: Pick<GroupLeads, 'listLedBy'>;

  constructor(options: SlipwayPermissionPolicyOptions) {
    this.#platformGroups = new Set(options.platformGroups);
    this.#userInfo = options.userInfo;
    this.#leads = options.leads;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return deny;
    }
    const rule = ruleOf(permission);
    if (rule === 'everyone') {
      return allow;
    }
    const caller = await this.#identify(user.credentials);
    if (caller.claims.some(ref => this.#platformGroups.has(ref))) {
      return allow;
    }
    if (rule === 'platform') {
      return deny;
    }
    if (rule === 'starter') {
      return allowForStarter(permission, caller.userEntityRef);
    }
    const led = await this.#leads.listLedBy(caller.userEntityRef);
    switch (rule) {
      case 'owners':
        return allowForOwners(permission, [
          ...new Set([...caller.claims, ...led]),
        ]);
      case 'leads-own':
        return allowForOwners(permission, led);
      case 'leads':
        return led.length > 0 ? allow : deny;
      default: {
        const undecided: never = rule;
        throw new TypeError(`Unknown rule ${undecided}`);
      }
    }
  }

  async #identify(credentials: BackstageCredentials) {
    const { userEntityRef, ownershipEntityRefs } =
      await this.#userInfo.getUserInfo(credentials);
    return { userEntityRef, claims: ownershipEntityRefs };
  }
}
