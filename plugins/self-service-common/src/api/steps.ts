import { Instant } from './shared';

/** Why it stopped, and what a person can do about it. */
export type Failure = {
  step: string;
  cause: string;
  remedy: string;
  at: Instant;
};

export const stepStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'undone',
  'skipped',
] as const;
export type StepState = (typeof stepStates)[number];

export type StepView = {
  key: string;
  title: string;
  state: StepState;
  attempts: number;
  /** What it is waiting for or doing now. */
  message: string | null;
  log: Array<{ at: Instant; text: string }>;
  startedAt: Instant | null;
  endedAt: Instant | null;
  nextAttemptAt: Instant | null;
};
