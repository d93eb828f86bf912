import { buildSchema, validateSchema } from 'graphql';
import { toClause } from '../problem';

/** A schema in the definition language, with every type it uses. */
export async function findGraphqlFault(
  text: string,
): Promise<string | undefined> {
  try {
    return validateSchema(buildSchema(text))[0]?.message;
  } catch (error) {
    return toClause(error);
  }
}
