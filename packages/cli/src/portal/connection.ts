import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CliContext } from '../context';
import { CommandError, UsageError } from '../errors';

export type Connection = { url: string; token: string };

const fileSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1),
});

/**
 * Which portal to talk to and as whom: `--url` and `--token`, else SLIPWAY_URL
 * and SLIPWAY_TOKEN, else `.slipway/cli.json` of this folder or one above it,
 * which a running `npm start` writes. A token from that file goes to the portal
 * that it names and to no other.
 */
export async function findConnection(
  context: CliContext,
  options: { url?: string; token?: string },
): Promise<Connection> {
  const { env } = context;
  const given = options.url ?? env.SLIPWAY_URL;
  const token = options.token ?? env.SLIPWAY_TOKEN;
  if (given !== undefined) {
    checkUrl(given);
  }
  if (given && token) {
    return { url: given, token };
  }
  const file = await readConnectionFile(context);
  if (!given && file) {
    return { url: file.url, token: token ?? file.token };
  }
  if (given && file && new URL(given).origin === new URL(file.url).origin) {
    return { url: given, token: file.token };
  }
  throw new UsageError(
    given
      ? `There is no token for ${given}. Give one with --token or SLIPWAY_TOKEN.`
      : 'It is not said which portal to talk to. Start one with npm start, or give --url and --token (or SLIPWAY_URL and SLIPWAY_TOKEN).',
  );
}

function checkUrl(url: string): void {
  if (!z.url({ protocol: /^https?$/ }).safeParse(url).success) {
    throw new UsageError(
      `The portal's URL (${url}) must be an http or https address such as http://localhost:7007.`,
    );
  }
}

async function readConnectionFile(
  context: CliContext,
): Promise<Connection | undefined> {
  const root = context.env.SLIPWAY_ROOT;
  for (const folder of [...foldersUp(context.cwd), ...(root ? [root] : [])]) {
    const path = join(folder, '.slipway', 'cli.json');
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      return parseFile(path, text);
    }
  }
  return undefined;
}

function parseFile(path: string, text: string): Connection {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw new CommandError(
      `${path} is damaged. Start the portal again with npm start, which writes it, or give --url and --token.`,
    );
  }
}

function foldersUp(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUp(parent)];
}
