import { Knex } from 'knex';

/** What an action asks of the database, one for each statement. */
export async function countQueries<T>(
  knex: Knex,
  act: () => Promise<T>,
): Promise<{ result: T; queries: number }> {
  let queries = 0;
  const count = () => {
    queries++;
  };
  knex.on('query', count);
  try {
    const result = await act();
    return { result, queries };
  } finally {
    knex.removeListener('query', count);
  }
}
