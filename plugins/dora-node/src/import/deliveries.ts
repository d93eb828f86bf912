import { DeploymentDelivery } from '@slipway/plugin-dora-common';
import { DoraSink } from '../sink';
import { hash } from './cursor';
import { ProgressMeter } from './progress';
import { GitImportSummary } from './summary';

/** What the sink takes in a call. */
const batchSize = 1000;

/** What the ingest takes as a key or an id. */
const keyLimit = 500;

/** The natural key of a deployment that a commit or a tag stands for. */
export function deploymentKey(parts: string[]): string {
  return bounded(parts.join(':'));
}

/** One id for what is known now; another once the version leads to a commit. */
export function deliveryId(key: string, commit: string | undefined): string {
  return bounded(['git', key, ...(commit ? [commit] : [])].join(':'));
}

function bounded(text: string): string {
  return text.length <= keyLimit
    ? text
    : `${text.slice(0, keyLimit - 33)}:${hash(text)}`;
}

/** Collects deliveries and hands them to the sink in batches. */
export class DeliveryBuffer {
  private waiting: DeploymentDelivery[] = [];

  constructor(
    private readonly options: {
      source: string;
      sink: DoraSink;
      summary: GitImportSummary;
      progress: ProgressMeter;
    },
  ) {}

  get isFull(): boolean {
    return this.waiting.length >= batchSize;
  }

  add(delivery: DeploymentDelivery): void {
    const { deployments } = this.options.summary;
    this.waiting.push(delivery);
    deployments.read += 1;
    if (!delivery.repository) {
      deployments.withoutHistory += 1;
    } else if (!delivery.commit) {
      deployments.unresolved += 1;
    }
    this.options.progress.advance({ deployments: 1 });
  }

  async flush(): Promise<void> {
    const { source, sink, summary } = this.options;
    while (this.waiting.length > 0) {
      const deliveries = this.waiting.slice(0, batchSize);
      const receipt = await sink.deliver({ source, deliveries });
      summary.deployments.accepted += receipt.accepted;
      summary.deployments.duplicates += receipt.duplicates;
      this.waiting = this.waiting.slice(batchSize);
    }
  }
}
