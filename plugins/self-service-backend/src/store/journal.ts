import { Knex } from 'knex';
import { StepRow } from './rows';
import { withJson } from './withJson';

/** The journal of one phase of a request, in the order of its steps. */
export async function readJournal(
  knex: Knex,
  of: Pick<StepRow, 'request_id' | 'phase'>,
): Promise<StepRow[]> {
  return knex<StepRow>('steps').where(of).orderBy('position');
}

/** Puts down steps that are to come, so that people see the whole way. */
export async function foreseeSteps(
  trx: Knex,
  steps: Array<
    Pick<
      StepRow,
      'request_id' | 'phase' | 'key' | 'position' | 'title' | 'fence'
    >
  >,
): Promise<void> {
  if (steps.length > 0) {
    await trx<StepRow>('steps')
      .insert(
        steps.map(step => ({ ...step, state: 'waiting', input_hash: '' })),
      )
      .onConflict(['request_id', 'phase', 'key'])
      .merge(['position', 'title']);
  }
}

/** @returns the row as it is now */
export async function writeStep(
  trx: Knex,
  of: Pick<StepRow, 'request_id' | 'phase' | 'key'>,
  set: Partial<StepRow> & Pick<StepRow, 'fence'>,
): Promise<StepRow> {
  const { request_id, phase, key } = of;
  const [row] = await trx<StepRow>('steps')
    .where({ request_id, phase, key })
    .update(withJson(set))
    .returning('*');
  return row;
}
