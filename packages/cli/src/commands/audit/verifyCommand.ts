import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import {
  AuditCheck,
  ChainCheck,
  ChainLink,
  readChainLink,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { CommandError } from '../../errors';
import { writeJson } from '../../output/table';
import { readLines } from '../../portal/readLines';
import {
  portalCommand,
  PortalOptions,
  selfServiceOf,
} from '../questionOptions';
import { readRecords } from './readRecords';

type VerifyOptions = PortalOptions & {
  file?: string;
  here?: boolean;
  noted?: ChainLink;
  json?: boolean;
};

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** `slipway audit verify`: whether every record stands as it was written. */
export function verifyCommand(context: CliContext): Command {
  return portalCommand('verify')
    .description(
      'whether every record stands as it was written; exit code 1 when not',
    )
    .option(
      '--here',
      'read every record and check it on this machine, instead of asking the portal',
    )
    .option('--file <path>', 'check an export that was made without filters')
    .option(
      '--noted <link>',
      'what an earlier check told you to note, such as 120:9f86…; with it, a chain that was written anew is found too (as --here)',
      readLink,
    )
    .option('--json', 'print the result as JSON')
    .action(async (options: VerifyOptions) => {
      const check = await verify(context, options);
      if (options.json) {
        writeJson(context, check);
      } else if (check.intact) {
        context.stdout.write(describe(check));
      }
      if (check.broken) {
        throw new CommandError(
          `The audit is not whole. ${check.broken.message}`,
        );
      }
    });
}

async function verify(
  context: CliContext,
  options: VerifyOptions,
): Promise<AuditCheck> {
  const { file, here, noted } = options;
  if (file !== undefined) {
    const lines = readLines(createReadStream(resolve(context.cwd, file)));
    return follow(lines, file, { noted });
  }
  const portal = await selfServiceOf(context, options);
  const check = await portal.get<AuditCheck>('/audit/check', [
    'intact',
    'broken',
    'head',
  ]);
  if (!here && !noted) {
    return check;
  }
  // Records may be added meanwhile: the head is one that has to be among them.
  return follow(portal.getLines('/audit/export'), 'the export', {
    anchor: check.anchor ?? { sequence: 0, hash: '' },
    noted: noted ?? check.head ?? undefined,
  });
}

async function follow(
  lines: AsyncIterable<string>,
  source: string,
  known: { anchor?: ChainLink; noted?: ChainLink },
): Promise<AuditCheck> {
  const chain = new ChainCheck({ sha256, ...known });
  for await (const record of readRecords(lines, source)) {
    if (!chain.add(record)) {
      break;
    }
  }
  return chain.finish();
}

function describe({ records, first, last, anchor, head }: AuditCheck): string {
  const lines = [
    records === 0
      ? 'The audit has no records.'
      : `The audit is whole: ${records} records, ${first} to ${last}.`,
  ];
  if (anchor) {
    lines.push(
      `It begins after record ${anchor.sequence}; what was before is not part of it.`,
    );
  }
  if (head) {
    lines.push(
      `Note this somewhere else, and give it to a later check with --noted: ${head.sequence}:${head.hash}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function readLink(text: string): ChainLink {
  const link = readChainLink(text);
  if (!link) {
    throw new InvalidArgumentError(
      'It must be the place and the hash of a record, such as 120:9f86…, as slipway audit verify prints it.',
    );
  }
  return link;
}
