import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  adoptableRequestSchema,
  CommonRequest,
  commonFieldNames,
  commonRequestSchema,
  findHostileInput,
  JsonObject,
  Problem,
} from '@slipway/plugin-self-service-common';
import { DesiredResource, Kind } from '@slipway/plugin-self-service-node';
import { z } from 'zod';
import { Engine, Team } from '../ports';

/** A request for something new whose fields are all right. */
export type ParsedRequest = {
  /** As they were checked, with defaults: what is stored and shown. */
  inputs: JsonObject;
  desired: DesiredResource;
  /** ISO 8601; null when it lives until it is deleted. */
  ttl: string | null;
};

export type ParseResult =
  | { ok: true; request: ParsedRequest }
  | { ok: false; problems: Problem[] };

/**
 * Checks the fields of a request for something new: plain and small, then the
 * schemas of the engine and of the kind, then what the catalog and the settings
 * know. What they leave open is filled in: cost center, target, time to live.
 *
 * @param options.id - of the resource that it will be
 */
export async function parseRequest(
  engine: Engine,
  options: { kind: Kind; inputs: unknown; id: string },
): Promise<ParseResult> {
  const { kind, inputs, id } = options;
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    return failed({ field: '', message: 'The inputs must be an object' });
  }
  const hostile = findHostileInput(inputs);
  if (hostile.length > 0) {
    return { ok: false, problems: hostile };
  }
  const { common, own } = parseFields(kind, inputs);
  const problems = [...problemsOf(common), ...problemsOf(own)];
  if (!common.success || !own.success) {
    return { ok: false, problems };
  }
  const facts = await resolveFacts(engine, kind, common.data);
  if (!facts.ok) {
    return facts;
  }
  // What a schema of JSON gives is JSON.
  const spec = own.data as JsonObject;
  const desired: DesiredResource = {
    ...facts.desired,
    id,
    spec,
    templateVersion: kind.templateVersions[0].version,
    paused: false,
    adoption: common.data.adoption ?? 'never',
  };
  return {
    ok: true,
    request: { desired, ttl: facts.ttl, inputs: inputsOf(desired, facts.ttl) },
  };
}

/** A request's fields as they are stored, judged and shown. */
export function inputsOf(
  desired: DesiredResource,
  ttl: string | null,
): JsonObject {
  return {
    ...desired.spec,
    name: desired.name,
    team: desired.team,
    environment: desired.environment,
    target: desired.target,
    ...(desired.costCenter !== null && { costCenter: desired.costCenter }),
    ...(desired.system !== null && { system: desired.system }),
    ...(desired.component !== null && { component: desired.component }),
    ...(ttl !== null && { ttl }),
    ...(desired.adoption !== 'never' && { adoption: desired.adoption }),
  };
}

function parseFields(kind: Kind, inputs: object) {
  const entries = Object.entries(inputs);
  const names = commonFieldNames.filter(name => name !== 'reason');
  const schema: z.ZodType<CommonRequest> = kind.adoptable
    ? adoptableRequestSchema
    : commonRequestSchema;
  // A form sends a field that was left empty as an empty text.
  const common = schema.safeParse(
    Object.fromEntries(
      entries.filter(([name, value]) => names.includes(name) && value !== ''),
    ),
  );
  const own = kind.schema.safeParse(
    Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
  );
  return { common, own };
}

/** What a schema finds wrong, one problem for each field. */
export function problemsOf(result: z.ZodSafeParseResult<unknown>): Problem[] {
  return (result.error?.issues ?? []).flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({
          field: [...issue.path, key].join('.'),
          message: 'is not a field of this request; remove it',
        }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
}

type Facts =
  | {
      ok: true;
      ttl: string | null;
      desired: Omit<
        DesiredResource,
        'id' | 'spec' | 'templateVersion' | 'paused' | 'adoption'
      >;
    }
  | { ok: false; problems: Problem[] };

async function resolveFacts(
  engine: Engine,
  kind: Kind,
  common: CommonRequest,
): Promise<Facts> {
  const problems: Problem[] = [];
  const report = (field: string, message: string | undefined) => {
    if (message !== undefined) {
      problems.push({ field, message });
    }
  };
  report('name', kind.checkName(common.name));
  const environment = findEnvironment(engine, common.environment, report);
  const target = findTarget(engine, kind, common, report);
  const owner = await findTeamByName(engine, common.team);
  problems.push(...(owner.ok ? [] : owner.problems));
  const system = await findEntity(engine, 'system', common.system, report);
  const component = await findEntity(
    engine,
    'component',
    common.component,
    report,
  );
  if (problems.length > 0 || !environment || !target || !owner.ok) {
    return { ok: false, problems };
  }
  return {
    ok: true,
    ttl: common.ttl ?? environment.defaultTtl,
    desired: {
      kind: kind.id,
      name: common.name,
      team: owner.team.ref,
      environment: environment.name,
      environmentClass: environment.class,
      target,
      costCenter: common.costCenter ?? owner.team.costCenter,
      system,
      component,
    },
  };
}

type Report = (field: string, message: string | undefined) => void;

function findEnvironment(engine: Engine, name: string, report: Report) {
  const known = engine.kinds.environments();
  const found = known.find(environment => environment.name === name);
  if (!found) {
    report(
      'environment',
      `is '${name}', which does not exist; use one of ${known
        .map(environment => environment.name)
        .join(', ')}`,
    );
  }
  return found;
}

function findTarget(
  engine: Engine,
  kind: Kind,
  common: CommonRequest,
  report: Report,
): string | undefined {
  const { target: asked, environment } = common;
  const serving = engine.kinds
    .targets()
    .filter(
      target =>
        target.kinds.includes(kind.id) &&
        target.environments.includes(environment),
    )
    .map(target => target.name);
  if (asked === undefined) {
    const target = engine.kinds.defaultTarget(kind.id, environment);
    if (!target) {
      report(
        'target',
        `cannot be chosen: no target makes a ${kind.id} in ${environment}; ask for another environment`,
      );
    }
    return target?.name;
  }
  if (!serving.includes(asked)) {
    report(
      'target',
      `is '${asked}', which makes no ${kind.id} in ${environment}; use ${
        serving.join(', ') || 'another environment'
      }`,
    );
    return undefined;
  }
  return asked;
}

/** The team that a reference, full or short, stands for. */
export async function findTeamByName(
  engine: Engine,
  asked: string,
): Promise<{ ok: true; team: Team } | { ok: false; problems: Problem[] }> {
  const ref = fullRef(asked, 'group');
  const team = ref === undefined ? undefined : await engine.directory.team(ref);
  if (team) {
    return { ok: true, team };
  }
  const message = `is '${asked}', which is no group of the catalog; use a reference such as group:default/checkout`;
  return { ok: false, problems: [{ field: 'team', message }] };
}

async function findEntity(
  engine: Engine,
  field: 'system' | 'component',
  asked: string | undefined,
  report: Report,
): Promise<string | null> {
  if (asked === undefined) {
    return null;
  }
  const ref = fullRef(asked, field);
  const found =
    ref?.startsWith(`${field}:`) === true
      ? await engine.directory.entity(ref)
      : undefined;
  if (!found) {
    report(
      field,
      `is '${asked}', which is no ${field} of the catalog; use a reference such as ${field}:default/till, or leave it out`,
    );
  }
  return found?.ref ?? null;
}

function fullRef(text: string, defaultKind: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    return undefined;
  }
}

function failed(...problems: Problem[]): ParseResult {
  return { ok: false, problems };
}
