import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import {
  KindView,
  Preview,
  RequestDetail,
} from '@slipway/plugin-self-service-common';
import { CliContext } from '../../context';
import { CommandError, UsageError } from '../../errors';
import { writeJson } from '../../output/table';
import { PortalClient } from '../../portal/PortalClient';
import { PortalOptions, selfServiceOf } from '../questionOptions';
import { addFieldFlags, AskedFields, readFields } from './fieldFlags';
import { followRequest } from './followRequest';
import {
  addAskOptions,
  AskOptions,
  openCommand,
  runInner,
} from './kindOptions';
import { readFieldsFile } from './readFieldsFile';
import { writeJudgement } from './writePlan';

type RequestOptions = AskOptions & { draft?: boolean } & Record<
    string,
    unknown
  >;

/** `slipway request <kind>`: asks for a resource; its flags are the kind's fields. */
export function requestCommand(context: CliContext): Command {
  return openCommand('request')
    .argument('<kind>', 'what to ask for; see slipway kinds')
    .argument('[flags...]', 'slipway request <kind> --help lists them')
    .description('ask for a resource, such as a namespace')
    .action(async (kindId: string, flags: string[], outer: PortalOptions) => {
      const portal = await selfServiceOf(context, outer);
      const kind = await getKind(portal, kindId);
      const inner = new Command(`slipway request ${kind.id}`).description(
        kind.description,
      );
      addFieldFlags(addAskOptions(inner), fieldsOf(kind)).option(
        '--draft',
        'keep it without asking for it yet',
      );
      await runInner<RequestOptions>(context, inner, flags, options =>
        ask(context, portal, kind, options),
      );
    });
}

async function getKind(portal: PortalClient, id: string): Promise<KindView> {
  if (id.startsWith('-')) {
    throw new UsageError(
      'Say the kind first, such as slipway request namespace --name shop. See slipway kinds.',
    );
  }
  return portal.get<KindView>(`/kinds/${encodeURIComponent(id)}`, [
    'id',
    'fields',
    'requestSchema',
  ]);
}

function fieldsOf({ fields, requestSchema }: KindView): AskedFields {
  return { fields, schema: requestSchema };
}

async function ask(
  context: CliContext,
  portal: PortalClient,
  kind: KindView,
  options: RequestOptions,
): Promise<void> {
  const file = await readFieldsFile(context, options.file);
  const asked = {
    kind: kind.id,
    inputs: readFields(fieldsOf(kind), options, file),
    onBehalfOf: options.as,
  };
  if (options.dryRun) {
    await showPreview(context, portal, asked, options);
    return;
  }
  const request = await portal.send<RequestDetail>(
    'POST',
    '/requests',
    ['id', 'state', 'title'],
    {
      ...asked,
      reason: options.reason,
      draft: options.draft,
      idempotencyKey: options.key ?? randomUUID(),
    },
  );
  await report(context, portal, request, options);
}

async function showPreview(
  context: CliContext,
  portal: PortalClient,
  asked: object,
  options: AskOptions,
): Promise<void> {
  const preview = await portal.send<Preview>(
    'POST',
    '/requests/preview',
    ['problems', 'acceptable'],
    asked,
  );
  writePreview(context, preview, options.json ?? false);
}

/** @throws CommandError when it would not be accepted */
export function writePreview(
  context: CliContext,
  preview: Preview,
  json: boolean,
): void {
  if (json) {
    writeJson(context, preview);
  } else {
    writeJudgement(context, preview);
  }
  if (!preview.acceptable) {
    const problems = preview.problems.map(
      ({ field, message }) => `${field}: ${message}`,
    );
    throw new CommandError(
      ['It would not be accepted.', ...problems].join('\n'),
    );
  }
}

/** Says what became of it, or follows it to its end. */
export async function report(
  context: CliContext,
  portal: PortalClient,
  request: RequestDetail,
  options: AskOptions,
): Promise<void> {
  const last =
    options.wait && request.state !== 'draft'
      ? await followRequest(context, portal, request.id)
      : request;
  if (options.json) {
    writeJson(context, last);
    return;
  }
  context.stdout.write(
    [
      `${last.title}: ${last.state}`,
      `Request  ${last.id}`,
      `Page     ${portal.url}/self-service/requests/${last.id}`,
      '',
    ].join('\n'),
  );
}
