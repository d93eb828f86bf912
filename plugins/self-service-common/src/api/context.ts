import { EnvironmentView } from './environments';
import { TargetView } from './targets';

/** A team that something can be asked for. */
export type TeamView = {
  ref: string;
  title: string;
  costCenter: string | null;
  /** Whether the person is a member. */
  mine: boolean;
  /** Whether the person leads it or a group above it. */
  led: boolean;
};

/** What a form needs to know of whoever fills it in, and what there is to choose. */
export type ContextView = {
  person: { ref: string; groups: string[]; led: string[]; platform: boolean };
  teams: TeamView[];
  targets: TargetView[];
  environments: EnvironmentView[];
  mayRequest: boolean;
  mayAudit: boolean;
  mayAdmin: boolean;
};
