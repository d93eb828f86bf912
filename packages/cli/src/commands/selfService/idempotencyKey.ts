import { createHash } from 'node:crypto';
import { CliContext } from '../../context';

const window = 10 * 60_000;

/**
 * The same line within ten minutes is the same request, so that a pipeline that
 * repeats a command after a lost answer asks once.
 */
export function idempotencyKeyOf(context: CliContext, asked: unknown): string {
  const slot = Math.floor(context.now().getTime() / window);
  const hash = createHash('sha256').update(JSON.stringify([asked, slot]));
  return `cli-${hash.digest('hex').slice(0, 32)}`;
}
