import { NamespaceTarget } from '../targets/NamespaceTarget';
import { EnvironmentsRepository } from './EnvironmentsRepository';
import { Forge } from './forge';
import { GitTargetSettings } from './settings';

/** What the parts of a Git target share. */
export type GitTargetParts = {
  settings: GitTargetSettings & {
    title: string;
    cluster: string;
    environments: string[];
  };
  repository: EnvironmentsRepository;
  /** Undefined: a branch is merged by a person, without a pull request. */
  forge: Forge | undefined;
  /** Undefined: what became of it in a cluster cannot be known. */
  status: NamespaceTarget | undefined;
  /** The page of a request, for the text of a pull request. */
  requestUrl(requestId: string): string;
  now(): Date;
};
