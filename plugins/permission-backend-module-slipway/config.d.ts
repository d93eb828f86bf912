export interface Config {
  permission?: {
    /** Settings of Slipway's permission policy; see docs/access.md. */
    slipway?: {
      /**
       * References of the groups whose members are platform engineers and may
       * do everything, e.g. `group:default/platform`. At least one, or nobody
       * could look after the portal.
       *
       * @visibility backend
       */
      platformGroups: string[];
    };
  };
}
