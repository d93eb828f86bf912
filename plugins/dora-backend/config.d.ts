import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Delivery metrics. An unknown or wrong setting stops the start with the reason. */
  dora?: {
    /**
     * IANA time zone of the organisation's days and weeks. A group's annotation
     * slipway.dev/time-zone takes its place for that group and what is below it.
     * Default: UTC
     */
    timeZone?: string;

    leadTime?: {
      /**
       * Where the clock of a change's lead time starts: when the commit was
       * committed, authored, or merged into the default branch.
       * Default: committed
       */
      start?: 'committed' | 'authored' | 'merged';
    };

    bands?: {
      /** The report whose bands are shown. Default: 2023 */
      reportYear?: 2021 | 2023 | 2024;
    };

    /**
     * Which names of sources stand for which environment. Case does not
     * matter; a name that is not listed is counted as unmapped, never guessed.
     * Default: production for production, prod and live; staging for staging
     * and preprod
     */
    environments?: { [environment: string]: string[] };

    /** Days without a word after which a source is called silent. Default: 7 */
    silentAfterDays?: number;

    sources?: {
      /** Git repositories to read deployments from; see docs/git-source.md. */
      git?: Array<{
        /** Lower-case letters, digits and dashes; part of every deployment's identity. */
        id: string;
        /** How often it is read. Default: every 10 minutes, at most 1 hour a run */
        schedule?: { frequency?: HumanDuration; timeout?: HumanDuration };
        /** Release tags: each tag that matches is a deployment. */
        releases?: Array<object>;
        /** GitOps history: commits that change a version in a file. */
        gitops?: Array<object>;
        /** The services' own repositories, to which versions resolve. */
        histories?: Array<object>;
      }>;
    };
  };
}
