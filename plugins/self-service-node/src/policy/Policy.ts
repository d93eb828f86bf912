import { JsonObject, Severity } from '@slipway/plugin-self-service-common';
import { Program } from './cel';
import { PolicyFile, Waiver } from './file/schema';

/** A policy file that was read, checked and compiled. */
export type Policy = {
  name: string;
  title: string;
  description: string;
  owner: string;
  severity: Severity;
  match: PolicyFile['spec']['match'];
  /** One judgement of the request, or one of each rendered item of a type. */
  subject: { of: 'request' } | { of: 'item'; type: string };
  /** The file's own values, with those of the settings in their place. */
  params: JsonObject;
  /** The file's own values alone, by which its tests run. */
  defaultParams: JsonObject;
  variables: Array<{ name: string; program: Program }>;
  validations: Validation[];
  failurePolicy: 'fail' | 'ignore';
  approvers: { leads: boolean; groups: string[]; platform: boolean } | null;
  /** The file's own, with those of the settings beside them. */
  waivers: Waiver[];
  /** The file's own alone, by which its tests run. */
  ownWaivers: Waiver[];
  tests: PolicyFile['spec']['tests'];
  file: string;
  source: string;
};

export type Validation = {
  program: Program;
  message: string | null;
  messageProgram: Program | null;
  remedy: string;
  field: string | null;
};

/** What is wrong with a file, and where. */
export type PolicyProblem = {
  file: string;
  /** From 1; null when it is about the file as a whole. */
  line: number | null;
  message: string;
};
