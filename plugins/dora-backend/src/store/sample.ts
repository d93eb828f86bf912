import { Knex } from 'knex';

export type SampleState = 'absent' | 'present' | 'cleared';

export async function readSampleState(knex: Knex): Promise<SampleState> {
  const row = await knex('sample_state').first('state');
  return row?.state ?? 'absent';
}

export async function writeSampleState(
  knex: Knex,
  state: 'present' | 'cleared',
): Promise<void> {
  await knex('sample_state')
    .insert({ only_row: true, state })
    .onConflict('only_row')
    .merge({ state });
}

/** Removes every row that is marked as sample; nothing else. */
export async function deleteSample(
  transaction: Knex.Transaction,
): Promise<{ deployments: number }> {
  await transaction('deliveries').where({ sample: true }).delete();
  await transaction('projected_deployments').where({ sample: true }).delete();
  const deployments = await transaction('deployments')
    .where({ sample: true })
    .delete();
  await transaction('repositories').where({ sample: true }).delete();
  await transaction('sources').where({ sample: true }).delete();
  return { deployments };
}
