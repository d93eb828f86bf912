import { NotFoundError } from '@backstage/errors';
import {
  checkText,
  EnvironmentClass,
  JsonObject,
  Problem,
  Quota,
  QuotaScope,
} from '@slipway/plugin-self-service-common';
import { Engine } from '../ports';
import { checkReason } from '../service/checkReason';
import { RequestDeniedError } from '../service/errors';
import { Requester } from '../service/requester';
import { describeWrongSubject } from '../settingsRules';
import { QuotaRow, toQuota } from './quotaRows';
import { syncQuotas } from './syncQuotas';

export type SetQuotaOptions = {
  scope: QuotaScope;
  /** `*` is for each one apart. */
  subject: string;
  environmentClass?: EnvironmentClass | null;
  metric: string;
  unit: string;
  limit: number;
  reason?: string;
  by: Requester;
};

/** numeric(20, 6): more would be cut off. */
const largest = 1e13;

/**
 * Sets a limit, over the one of the settings where there is one, until it is
 * removed. A limit below what is used takes nothing away. Who may is for the
 * edge to say.
 *
 * @throws RequestDeniedError with the fields that are wrong
 */
export async function setQuota(
  engine: Engine,
  options: SetQuotaOptions,
): Promise<Quota> {
  const { scope, metric, unit, limit, by } = options;
  const reason = checkReason(options.reason);
  const problems = [...problemsOf(options), ...reason.problems];
  if (problems.length > 0) {
    throw new RequestDeniedError('The quota', { problems });
  }
  const key = {
    scope,
    subject: options.subject,
    environment_class: options.environmentClass ?? ('*' as const),
    metric,
  };
  return engine.knex.transaction(async trx => {
    const before = await trx<QuotaRow>('quotas').where(key).forUpdate().first();
    const [row] = await trx<QuotaRow>('quotas')
      .insert({
        ...key,
        id: engine.newId(),
        unit,
        limit: String(limit),
        origin: 'person',
        updated_by: by.ref,
        updated_at: engine.now(),
      })
      .onConflict(['scope', 'subject', 'environment_class', 'metric'])
      .merge(['unit', 'limit', 'origin', 'updated_by', 'updated_at'])
      .returning('*');
    await engine.audit.append(trx, {
      event: 'quota.changed',
      actor: by.ref,
      onBehalfOf: by.onBehalfOf ?? null,
      team:
        scope === 'team' && options.subject !== '*' ? options.subject : null,
      reason: reason.text,
      before: before ? recorded(before) : null,
      after: recorded(row),
    });
    return toQuota(row);
  });
}

/**
 * Takes away a limit that a person set; what the settings say holds again.
 *
 * @throws NotFoundError when there is none, RequestDeniedError for a limit of
 * the settings
 */
export async function removeQuota(
  engine: Engine,
  options: { id: string; reason?: string; by: Requester },
): Promise<void> {
  const { id, by } = options;
  const reason = checkReason(options.reason);
  await engine.knex.transaction(async trx => {
    const row = await trx<QuotaRow>('quotas').where({ id }).forUpdate().first();
    if (!row) {
      throw new NotFoundError(
        `There is no quota '${id}'; GET /quotas lists those that there are`,
      );
    }
    const problems =
      row.origin === 'settings'
        ? [
            {
              field: 'id',
              message:
                'is a quota of the settings; remove it from selfService.quotas, or set another limit over it',
            },
          ]
        : reason.problems;
    if (problems.length > 0) {
      throw new RequestDeniedError('The removal of the quota', { problems });
    }
    await trx('quotas').where({ id }).delete();
    await engine.audit.append(trx, {
      event: 'quota.changed',
      actor: by.ref,
      onBehalfOf: by.onBehalfOf ?? null,
      team: row.scope === 'team' && row.subject !== '*' ? row.subject : null,
      reason: reason.text,
      before: recorded(row),
      after: null,
    });
  });
  await syncQuotas(engine);
}

function problemsOf(options: SetQuotaOptions): Problem[] {
  const { limit, environmentClass } = options;
  const problems: Problem[] = [];
  const report = (field: string, message: string | undefined) => {
    if (message !== undefined) {
      problems.push({ field, message });
    }
  };
  for (const field of ['subject', 'metric', 'unit'] as const) {
    const text = options[field];
    report(field, text.trim() === '' ? 'is missing' : checkText(text));
  }
  report(
    'subject',
    describeWrongSubject({
      ...options,
      environmentClass: environmentClass ?? undefined,
    }),
  );
  if (!Number.isFinite(limit) || limit < 0 || limit >= largest) {
    report('limit', `is ${limit}; use a number from 0 to ${largest}`);
  }
  return problems;
}

function recorded(row: QuotaRow): JsonObject {
  const { scope, subject, environment_class, metric, unit, limit, origin } =
    row;
  return {
    scope,
    subject,
    environmentClass: environment_class,
    metric,
    unit,
    limit: Number(limit),
    origin,
  };
}
