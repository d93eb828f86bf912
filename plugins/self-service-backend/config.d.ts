export interface Config {
  /**
   * Self-service. An unknown or wrong setting stops the start with the reason.
   * Durations are ISO 8601, such as P30D, PT8H or PT30S.
   */
  selfService?: {
    /**
     * Where things can be asked for. Default: production, staging, dev (30 days,
     * at most 180) and preview (3 days, at most 14)
     */
    environments?: {
      [environment: string]: {
        /** What is at stake; rules, approvals and limits go by it. */
        class: 'production' | 'staging' | 'development' | 'preview';
        /** Time to live of a request that names none. Default: until deleted */
        defaultTtl?: string;
        /**
         * The longest time to live, extensions included, from when it may be made
         * on. Default: no limit
         */
        maximumTtl?: string;
      };
    };

    /** Cost centers that can be charged. Default: none, so that policies name them */
    costCenters?: string[];

    requests?: {
      /**
       * A request that waits longer for a decision is cancelled; after half of
       * it those who can decide are reminded. Default: P7D
       */
      expireAfter?: string;
    };

    /**
     * Which requests somebody has to approve, beside those of which a policy
     * says so. Default: all in environments of the class production, by leads
     * of the owning team, never by who asked
     */
    approvals?: Array<{
      /** Ids of kinds, or "*". Default: ["*"] */
      kinds?: string[];
      /**
       * "create", ids of actions, "destroy", or "*" for each that is a request.
       * What is done at once, such as extend or kubeconfig, has to be named and
       * is then for those who may approve. Default: ["*"]
       */
      actions?: string[];
      environmentClasses: Array<
        'production' | 'staging' | 'development' | 'preview'
      >;
      /** Leads of the owning team and of groups above it. Default: true */
      leads?: boolean;
      /** Groups whose members may approve too. Default: none */
      groups?: string[];
      /**
       * Whether who asked may not approve. A policy that asks for approval, such
       * as production-approval, always wants a second person. Default: true
       */
      separationOfDuty?: boolean;
    }>;

    /**
     * Limits, reserved before anything is made. Platform engineers change them
     * in the portal; what is changed there is not taken back by these. Default: none
     */
    quotas?: Array<{
      /** What the limit is for: each team, class of environments or cost center. */
      scope: 'team' | 'environment-class' | 'cost-center';
      /** Which one; "*" for each one that has no limit of its own. Default: "*" */
      subject?: string;
      /** Of a team's limit: only in environments of this class. Default: all */
      environmentClass?: 'production' | 'staging' | 'development' | 'preview';
      /** Such as namespaces, cpu, memory. */
      metric: string;
      /** Such as namespace, core, GiB. */
      unit: string;
      limit: number;
    }>;

    prices?: {
      /** ISO 4217. Default: EUR */
      currency?: string;
      /** The price book. What is not in it is said to be unknown. Default: empty */
      entries?: Array<{
        /** The name that kinds use, such as kubernetes.cpu. */
        sku: string;
        title: string;
        /** What a price is for: core, GiB. */
        unit: string;
        /** For a month of 730 hours, a decimal as text: "21.90". */
        unitPrice: string;
        /** The first day it is valid: 2026-01-01. */
        validFrom: string;
        /** Where the price is from; shown beside it. */
        source: string;
      }>;
    };

    policies?: {
      /** Folders of policy files beside those that are shipped; see docs/policies.md. Default: none */
      directories?: string[];
      /** Names of shipped policies that do not apply here. Default: none */
      disabled?: string[];
      /** Values that rules read as `params`, by the policy's name. Default: those of the policy's file */
      params?: { [policy: string]: object };
      /** Exceptions from policies, beside those in their files. Default: none */
      waivers?: Array<{
        /** Name of the policy. */
        policy: string;
        /** For what; all that is given must fit, and something must be given. */
        match: {
          /** Full reference of the owning group. */
          team?: string;
          /** Of the resource. */
          name?: string;
          kind?: string;
          environment?: string;
          environmentClass?:
            | 'production'
            | 'staging'
            | 'development'
            | 'preview';
        };
        /** The last day of it in UTC, such as 2026-06-30; at most a year away. */
        until: string;
        /** Who answers for it. */
        owner: string;
        reason: string;
      }>;
    };

    /**
     * Times in which nothing is changed, also not by time; see the policy
     * change-freeze. Default: none
     */
    freezes?: Array<{
      /** An instant such as 2026-12-20T00:00:00Z. */
      from: string;
      /** The first instant after it. */
      to: string;
      environmentClasses: Array<
        'production' | 'staging' | 'development' | 'preview'
      >;
      reason: string;
    }>;

    time?: {
      /** How long before the end of its time the owners are told. Default: P3D */
      warnBefore?: string;
      /** How long it is paused after that before deletion begins. Default: P1D */
      pauseFor?: string;
    };

    deletion?: {
      /**
       * How long a deletion can be undone, by class of environments; at once
       * where none is given. Default: a day in production, an hour in staging
       */
      grace?: {
        production?: string;
        staging?: string;
        development?: string;
        preview?: string;
      };
      /** After which a deletion that does not end shows what holds it. Default: PT2M */
      hangsAfter?: string;
    };

    drift?: {
      /** How often everything is compared with its plan, beside what targets report. Default: PT10M */
      sweep?: string;
      /** What to do about a field that differs; the first that fits, before the kind's own. Default: none */
      modes?: Array<{
        /** Id of the kind. */
        kind: string;
        /** Type of the item, such as NetworkPolicy, or "*". Default: "*" */
        type?: string;
        /** Dotted path that may end in ".*". Default: "*" */
        path?: string;
        mode: 'enforce' | 'report' | 'ignore';
      }>;
    };

    audit?: {
      /** How long records are kept; at least P30D. Default: P90D */
      retention?: string;
    };

    reconciler?: {
      /** Resources that one replica works on at once, 1 to 64. Default: 8 */
      concurrency?: number;
      /** How long a replica has a resource for itself unless it renews that. Default: PT30S */
      lease?: string;
      /** How often due work is looked for beside the queue. Default: PT10S */
      sweep?: string;
      /** Attempts after which a step may have failed and wait for a person. Default: 8 */
      maximumAttempts?: number;
      /** How long attempts go on, however many they are, while a target cannot be reached or is in trouble. Default: PT1H */
      patience?: string;
    };

    /** Environments of pull requests; see docs/previews.md. */
    previews?: {
      /** What is made for a pull request. Default: namespace */
      kind?: string;
      /** In which environment. Default: preview */
      environment?: string;
      /** Further fields of each request, such as a tier. */
      inputs?: { [field: string]: unknown };
      /** How many a team may have at once. Default: 5 */
      capPerTeam?: number;
      /** Made of {component}, {repository} and {number}. Default: {component}-pr-{number} */
      name?: string;
      /** Where it answers, of the same parts; shown and sent to the pull request. */
      url?: string;
      /** Whose pull requests make previews, and of which component. */
      repositories?: Array<{
        /** Owner and name: acme/shop. */
        repository: string;
        /** Reference, such as component:default/shop. */
        component: string;
      }>;
      /**
       * Shared with the forge; webhooks are refused without it.
       * @visibility secret
       */
      webhookSecret?: string;
      /** Where the state of pull requests is read and comments are written. */
      forge?: {
        /** GitHub's REST API or one that speaks it. Default: https://api.github.com */
        apiUrl?: string;
        /** @visibility secret */
        token: string;
      };
    };
  };
}
