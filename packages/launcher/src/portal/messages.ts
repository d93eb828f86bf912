/** The steps of a start that a person sees. */
export type StepName = 'database' | 'portal' | 'sample';

/**
 * What the launcher tells the program that started it, one message at a
 * time over Node's IPC channel.
 */
export type LauncherMessage =
  | { kind: 'step'; step: StepName; state: 'started' | 'done' }
  /** `done` of `total` things, whatever the step counts. */
  | { kind: 'progress'; step: StepName; done: number; total: number }
  /** A step that failed without stopping the rest. */
  | { kind: 'warning'; step: StepName; message: string }
  /** The portal answers at this address. */
  | { kind: 'ready'; url: string }
  /** The environment of a development backend. */
  | { kind: 'environment'; environment: Record<string, string> }
  /** Why the launcher gives up: what happened and what to do. */
  | { kind: 'problem'; message: string };

/** Sends a message to whoever listens. */
export type Tell = (message: LauncherMessage) => void;
