export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in without a password as one of a few people of the catalog, for
       * trying Slipway on one's own machine. The start fails when it is
       * configured together with another provider, in another
       * `auth.environment` than `development`, or on addresses that are not
       * loopback addresses.
       *
       * @visibility frontend
       */
      personas?: {
        development: {
          /**
           * References of the people, in the order in which the sign-in page
           * shows them, e.g. `user:default/ana.brandt`. At least one.
           *
           * @visibility frontend
           */
          users: string[];

          /**
           * Lets the provider work on addresses that others can reach: anyone
           * who reaches them can then act as any of the people. For a trial in
           * a container or on a closed network. Default: false.
           *
           * @visibility backend
           */
          allowNonLoopback?: boolean;
        };
      };
    };
  };
}
