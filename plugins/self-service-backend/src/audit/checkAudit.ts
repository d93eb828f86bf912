import {
  AuditCheck,
  ChainCheck,
  ChainLink,
} from '@slipway/plugin-self-service-common';
import { Knex } from 'knex';
import { readAudit } from './exportAudit';
import { AuditHeadRow, sha256 } from './records';

/**
 * Reads the whole chain, from where the retention ended to its head, and says
 * whether every record stands as it was written.
 *
 * @param options - `noted`: a link from an earlier check, kept elsewhere; with
 * it, a chain that was written anew from beginning to end is found too
 */
export async function checkAudit(
  knex: Knex,
  options: { noted?: ChainLink } = {},
): Promise<AuditCheck> {
  // One snapshot: what is added meanwhile is not part of it.
  return knex.transaction(
    async trx => {
      const head = await trx<AuditHeadRow>('audit_head').first();
      const check = new ChainCheck({
        sha256,
        noted: options.noted,
        anchor: {
          sequence: Number(head?.anchor_sequence ?? 0),
          hash: head?.anchor_hash ?? '',
        },
        head: { sequence: Number(head?.sequence ?? 0), hash: head?.hash ?? '' },
      });
      const everything = { through: Number.MAX_SAFE_INTEGER };
      for await (const record of readAudit(trx, everything)) {
        if (!check.add(record)) {
          break;
        }
      }
      return check.finish();
    },
    { isolationLevel: 'repeatable read', readOnly: true },
  );
}
