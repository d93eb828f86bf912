import { InputError } from '@backstage/errors';
import { Plan, PlanItem } from '@slipway/plugin-self-service-common';
import { DesiredResource } from '@slipway/plugin-self-service-node';
import { z } from 'zod';

export const bucketSchema = z.strictObject({
  size: z.enum(['small', 'medium', 'large']).default('small'),
  public: z.boolean().default(false),
  keepDays: z.number().int().min(1).max(365).default(30),
});

export type BucketSpec = z.output<typeof bucketSchema>;

/** GiB by size. */
const sizes: Record<BucketSpec['size'], number> = {
  small: 10,
  medium: 50,
  large: 200,
};

/** What a bucket consists of, by its template version. */
export function planBucket(resource: DesiredResource<BucketSpec>): Plan {
  if (!['1', '2'].includes(resource.templateVersion)) {
    throw new InputError(
      `Buckets have no template version '${resource.templateVersion}'; use 1 or 2`,
    );
  }
  const { spec, paused } = resource;
  const lifecycle: PlanItem = {
    key: 'Lifecycle/objects',
    type: 'Lifecycle',
    title: 'Removal of old objects',
    wave: 1,
    desired: { keepDays: spec.keepDays },
  };
  return {
    templateVersion: resource.templateVersion,
    items: [
      {
        key: 'Bucket/main',
        type: 'Bucket',
        title: resource.name,
        wave: 0,
        desired: {
          capacity: sizes[spec.size],
          paused,
          team: resource.team,
        },
      },
      {
        key: 'Policy/access',
        type: 'Policy',
        title: 'Who may read',
        wave: 1,
        desired: { public: spec.public },
      },
      ...(resource.templateVersion === '2' ? [lifecycle] : []),
    ],
    usage: [
      { metric: 'buckets', unit: 'bucket', quantity: 1 },
      ...(paused
        ? []
        : [{ metric: 'storage', unit: 'GiB', quantity: sizes[spec.size] }]),
    ],
    demands: [
      {
        sku: 'example.storage',
        title: 'Storage',
        unit: 'GiB',
        quantity: paused ? 0 : sizes[spec.size],
      },
    ],
    notes: spec.public ? ['Everyone can read its objects.'] : [],
  };
}
