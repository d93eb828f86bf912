import { Parser } from '@asyncapi/parser';

const parser = new Parser();
const errorSeverity = 0;

/** Valid by the schema and the rules of its version; warnings do not count. */
export async function findAsyncApiFault(
  text: string,
): Promise<string | undefined> {
  const { diagnostics } = await parser.parse(text);
  const fault = diagnostics.find(({ severity }) => severity === errorSeverity);
  return fault && `${fault.path.join('.')} ${fault.message}`;
}
