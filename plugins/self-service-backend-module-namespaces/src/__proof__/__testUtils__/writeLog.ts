import { Knex } from 'knex';

/** A change of a row that the reconciler writes, in the order of the locks. */
export type Write = {
  id: number;
  /** application_name of the connection. */
  by: string;
  of: 'resources' | 'steps' | 'inventory';
  resource: string;
  before: any;
  after: any;
};

/**
 * Has the database itself note who writes what the reconciler writes. Whatever
 * a replica believes, this is what happened.
 */
export async function keepWriteLog(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE proof_writes (
      id bigserial PRIMARY KEY, by text, of text, resource uuid,
      before jsonb, after jsonb);
    CREATE FUNCTION proof_note() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      row_now jsonb := to_jsonb(NEW);
    BEGIN
      INSERT INTO proof_writes (by, of, resource, before, after) VALUES (
        current_setting('application_name'), TG_TABLE_NAME,
        CASE TG_TABLE_NAME
          WHEN 'resources' THEN (row_now->>'id')::uuid
          WHEN 'inventory' THEN (row_now->>'resource_id')::uuid
          ELSE (SELECT resource_id FROM requests
                WHERE id = (row_now->>'request_id')::uuid)
        END,
        CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END, row_now);
      RETURN NULL;
    END $$;
    ${['resources', 'steps', 'inventory']
      .map(
        table => `CREATE TRIGGER proof_note AFTER INSERT OR UPDATE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION proof_note();`,
      )
      .join('\n')}`);
}

export async function readWriteLog(knex: Knex): Promise<Write[]> {
  const rows = await knex('proof_writes').orderBy('id');
  return rows.map(row => ({ ...row, id: Number(row.id) }));
}

/**
 * What one replica wrote for a resource that another had taken over, and steps
 * that were done and did not stay so. Both are empty when leases and fences hold.
 */
export function findBreaches(log: Write[]): Write[] {
  const holders = new Map<string, string>();
  return log.filter(({ by, of, resource, before, after }) => {
    if (of === 'resources') {
      if (before && Number(after.fence) > Number(before.fence)) {
        holders.set(resource, by);
      }
      return before !== null && Number(after.fence) < Number(before.fence);
    }
    const undone =
      of === 'steps' && before?.state === 'done' && after.state !== 'done';
    return undone || holders.get(resource) !== by;
  });
}
