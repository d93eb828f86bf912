/** What a command has of the process it runs in; a test passes its own. */
export type CliContext = {
  stdout: CliStream;
  stderr: CliStream;
  env: Record<string, string | undefined>;
  cwd: string;
  signal: AbortSignal;
  now: () => Date;
  /** Milliseconds; rejects when the signal is aborted. */
  sleep: (milliseconds: number) => Promise<void>;
};

export type CliStream = {
  write: (text: string) => unknown;
  isTTY?: boolean;
  columns?: number;
};
