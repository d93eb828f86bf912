import { AuditRecord, JsonObject } from '@slipway/plugin-self-service-common';
import { z } from 'zod';
import { CommandError } from '../../errors';

const text = z.string();
// As it came: a copy might leave out a key, and the hash would not fit.
const object = z.custom<JsonObject>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const recordSchema = z.object({
  sequence: z.int().positive(),
  at: text,
  event: text,
  actor: text,
  onBehalfOf: text.nullable(),
  resourceId: text.nullable(),
  resourceName: text.nullable(),
  requestId: text.nullable(),
  kind: text.nullable(),
  team: text.nullable(),
  environment: text.nullable(),
  reason: text.nullable(),
  planHash: text.nullable(),
  before: object.nullable(),
  after: object.nullable(),
  previousHash: text,
  hash: text,
});

/**
 * The records of an export.
 *
 * @param source - for errors: where the lines come from
 * @throws CommandError that names the line that is no record
 */
export async function* readRecords(
  lines: AsyncIterable<string>,
  source: string,
): AsyncGenerator<AuditRecord> {
  let number = 0;
  for await (const line of lines) {
    number++;
    const record = recordSchema.safeParse(parse(line));
    if (!record.success) {
      throw new CommandError(
        `Line ${number} of ${source} is not a record of the audit. Give a file that slipway audit export has written.`,
      );
    }
    yield record.data;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
