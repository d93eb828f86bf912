import { ResourceState } from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { Found, PageRequest, readPage } from '../store/read/keyset';
import { ResourceRow } from '../store/rows';

/** What is known of a pull request that wants, or wanted, an environment. */
export type PreviewRow = {
  id: string;
  repository: string;
  number: number;
  title: string;
  link: string | null;
  component: string;
  team: string;
  /** What the pull request is: the preview is brought in step with it. */
  wanted: 'open' | 'closed';
  /** Counts up with each opening: a pull request may be reopened. */
  round: number;
  resource_id: string | null;
  /** Why there is none although one is wanted; null when all is well. */
  problem: string | null;
  /** State of the resource when the pull request was told last. */
  seen_state: ResourceState | null;
  /** The forge's id of the comment of ours. */
  comment_id: string | null;
  /** Hash of the comment that the pull request bears. */
  comment_hash: string | null;
  requested_by: string;
  /** The forge's instant of what was heard last: older news is not news. */
  heard_at: Date;
  active_at: Date;
  /** When the forge was asked last whether it is open still. */
  checked_at: Date | null;
  /** Who brings it in step just now, and until when that is believed. */
  claim: string | null;
  claimed_until: Date | null;
  created_at: Date;
  updated_at: Date;
};

export type PreviewFilter = {
  wanted?: PreviewRow['wanted'];
  team?: string;
  repository?: string;
};

/** One page of the previews that fit, the last active first. */
export async function listPreviews(
  knex: Knex,
  filter: PreviewFilter,
  page: PageRequest,
): Promise<Found<PreviewRow>> {
  const wanted = Object.entries(filter).filter(([, to]) => to !== undefined);
  return readPage<PreviewRow>(
    knex('previews').where(Object.fromEntries(wanted)),
    { expression: 'active_at', type: 'timestamptz', descending: true },
    page,
  );
}

/** Undefined when nothing was heard of that pull request. */
export function findPreview(
  knex: Knex,
  { repository, number }: Pick<PreviewRow, 'repository' | 'number'>,
): Promise<PreviewRow | undefined> {
  return knex<PreviewRow>('previews').where({ repository, number }).first();
}

/** What a preview has or had; undefined for one that had none. */
export async function resourceOf(
  knex: Knex,
  row: Pick<PreviewRow, 'resource_id'>,
): Promise<ResourceRow | undefined> {
  return row.resource_id === null
    ? undefined
    : knex<ResourceRow>('resources').where({ id: row.resource_id }).first();
}
