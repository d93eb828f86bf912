import SwaggerParser from '@apidevtools/swagger-parser';
import { parse } from 'yaml';
import { toClause } from '../problem';

/** Valid by the schema of its version, with every `$ref` inside the document. */
export async function findOpenApiFault(
  text: string,
): Promise<string | undefined> {
  try {
    const document = parse(text);
    if (!/^3\./.test(String(document?.openapi))) {
      return 'openapi must be a version 3, such as 3.1.0';
    }
    await SwaggerParser.validate(document, { resolve: { external: false } });
    return undefined;
  } catch (error) {
    return toClause(error);
  }
}
