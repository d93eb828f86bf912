import { RandomStream } from '../company/random';

/** Instants are milliseconds since 1970, always whole seconds. */
export type PlayedDeployment = {
  /** Counts the component's deployments from 1. */
  number: number;
  stage: 'production' | 'staging';
  status: 'succeeded' | 'failed' | 'cancelled';
  version: string;
  commit: string;
  startedAt: number;
  finishedAt: number;
  title: string;
  /** What it remedied, if it was not planned. */
  remedy: 'rollback' | 'hotfix' | null;
};

/** A version and the commit that it was built from. */
export type Release = { version: string; commit: string };

/** Writes down one component's deployments. */
export class DeploymentLog {
  readonly entries: PlayedDeployment[] = [];
  readonly #stream: RandomStream;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  add(options: {
    release: Release;
    stage: PlayedDeployment['stage'];
    finishedAt: number;
    /** Default: the release by its version. */
    title?: string;
    status?: PlayedDeployment['status'];
    remedy?: PlayedDeployment['remedy'];
  }): void {
    const { release, finishedAt } = options;
    this.entries.push({
      number: this.entries.length + 1,
      stage: options.stage,
      status: options.status ?? 'succeeded',
      version: release.version,
      commit: release.commit,
      startedAt: finishedAt - this.#stream.integer(40, 280) * 1000,
      finishedAt,
      title: options.title ?? `Release ${release.version}`,
      remedy: options.remedy ?? null,
    });
  }
}
