import { audited, parsePart } from '@slipway/http';
import {
  selfServiceAdminPermission,
  selfServiceAuditReadPermission,
  selfServiceReadPermission,
} from '@slipway/plugin-self-service-common';
import { Request, Response } from 'express';
import { checkAudit, exportAudit, listAudit } from '../audit';
import { listQuotas } from '../quota/listQuotas';
import { removeQuota, setQuota } from '../quota/setQuota';
import { unitOf } from '../quota/unitOf';
import { auditCheckQuery } from '../schema/auditCheckQuery';
import {
  AuditFilter,
  auditExportQuery,
  auditQuery,
  quotaBody,
  quotaPath,
  quotasQuery,
  reasonBody,
} from '../schema/queries';
import { wakeAll } from '../service/wakeAll';
import { authorize, HandlerContext } from './context';
import { sendLines } from './sendLines';

/** Audit, policies, prices, and what platform engineers do. */
export function governHandlers(context: HandlerContext) {
  const { engine } = context;
  return {
    async audit(request: Request, response: Response) {
      const { cursor, limit, ...filter } = parsePart(
        auditQuery,
        'query',
        request.query,
      );
      // Whoever may read a thing may read what happened to it.
      const ofOne = filter.resourceId ?? filter.requestId;
      await authorize(
        context,
        request,
        ofOne ? selfServiceReadPermission : selfServiceAuditReadPermission,
      );
      const filters = toFilters(filter);
      response.json(
        await listAudit(engine.knex, { filters, before: cursor, limit }),
      );
    },

    async exportAudit(request: Request, response: Response) {
      const filter = parsePart(auditExportQuery, 'query', request.query);
      const { ref } = await authorize(
        context,
        request,
        selfServiceAuditReadPermission,
      );
      await audited(context, request, { id: 'audit-export', meta: {} }, () =>
        engine.knex.transaction(trx =>
          engine.audit.append(trx, {
            event: 'audit.exported',
            actor: ref,
            after: JSON.parse(JSON.stringify(filter)),
          }),
        ),
      );
      await sendLines(response, {
        fileName: 'audit.ndjson',
        mediaType: 'application/x-ndjson',
        lines: exportAudit(engine.knex, toFilters(filter)),
      });
    },

    async checkAudit(request: Request, response: Response) {
      await authorize(context, request, selfServiceAuditReadPermission);
      const known = parsePart(auditCheckQuery, 'query', request.query);
      response.json(await checkAudit(engine.knex, known));
    },

    async policies(request: Request, response: Response) {
      await authorize(context, request, selfServiceReadPermission);
      response.json(engine.policies.views());
    },

    async admissionPolicies(request: Request, response: Response) {
      await authorize(context, request, selfServiceReadPermission);
      response.type('application/yaml').send(engine.policies.admissionYaml());
    },

    async quotas(request: Request, response: Response) {
      await authorize(context, request, selfServiceReadPermission);
      const { team } = parsePart(quotasQuery, 'query', request.query);
      response.json(await listQuotas(engine.knex, { team }));
    },

    async setQuota(request: Request, response: Response) {
      const body = parsePart(quotaBody, 'body', request.body);
      const by = await authorize(context, request, selfServiceAdminPermission);
      const { scope, subject, metric, limit } = body;
      const { id } = await audited(
        context,
        request,
        { id: 'quota-set', meta: { scope, subject, metric, limit } },
        async () => {
          const unit = body.unit ?? (await unitOf(engine.knex, metric));
          return setQuota(engine, { ...body, unit, by });
        },
      );
      const [quota] = await listQuotas(engine.knex, { id });
      response.json(quota);
    },

    async removeQuota(request: Request, response: Response) {
      const { id } = parsePart(quotaPath, 'path', request.params);
      const { reason } = parsePart(reasonBody, 'body', request.body);
      const by = await authorize(context, request, selfServiceAdminPermission);
      await audited(
        context,
        request,
        { id: 'quota-remove', meta: { quota: id } },
        () => removeQuota(engine, { id, reason, by }),
      );
      response.status(204).end();
    },

    async prices(request: Request, response: Response) {
      await authorize(context, request, selfServiceReadPermission);
      response.json(engine.prices.list());
    },

    async sweep(request: Request, response: Response) {
      await authorize(context, request, selfServiceAdminPermission);
      const woken = await audited(
        context,
        request,
        { id: 'sweep', meta: {} },
        () => wakeAll(engine),
      );
      response.status(202).json({ woken });
    },
  };
}

function toFilters({ from, to, ...rest }: AuditFilter) {
  return {
    ...rest,
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(to) }),
  };
}
