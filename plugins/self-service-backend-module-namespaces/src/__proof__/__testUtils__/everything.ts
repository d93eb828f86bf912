import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Knex } from 'knex';

/** Every row of every table in every schema. */
export async function everyRow(knex: Knex): Promise<string> {
  const { rows: tables } = await knex.raw(
    `SELECT table_schema AS schema, table_name AS name
     FROM information_schema.tables WHERE table_type = 'BASE TABLE'
       AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await knex.raw(
      'SELECT to_jsonb(t) AS row FROM ??.?? AS t',
      [schema, name],
    );
    texts.push(`${schema}.${name} ${JSON.stringify(rows)}`);
  }
  return texts.join('\n');
}

/** Every file below a folder, with its path. */
export async function everyFile(folder: string): Promise<string> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const texts = entries
    .filter(entry => entry.isFile())
    .map(async entry => {
      const path = join(entry.parentPath, entry.name);
      return `${path}\n${await readFile(path, 'latin1')}`;
    });
  return (await Promise.all(texts)).join('\n');
}
