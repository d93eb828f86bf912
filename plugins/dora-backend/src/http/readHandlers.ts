import { NotFoundError } from '@backstage/errors';
import { parsePart } from '@slipway/http';
import {
  Change,
  Deployment,
  doraMetricsReadPermission,
  ScopeRow,
} from '@slipway/plugin-dora-common';
import { Request, Response } from 'express';
import { getMetrics } from '../service/getMetrics';
import { listScopeRows } from '../service/listScopeRows';
import { resolveQuestion, rowFilter } from '../service/question';
import {
  changesQuerySchema,
  deploymentIdSchema,
  deploymentsQuerySchema,
  metricsQuerySchema,
  scopeRowsQuerySchema,
} from '../schema/queries';
import { listChanges } from '../store/listChanges';
import { getDeployment, listDeployments } from '../store/listDeployments';
import { readSampleState } from '../store/sample';
import { listSources } from '../store/sources';
import { authorize, HandlerContext } from './context';
import { changeColumns, deploymentColumns, scopeRowColumns } from './columns';
import { sendCsv } from './csv';
import { presentChange, presentDeployment, presentPage } from './present';

export function readHandlers(context: HandlerContext) {
  const { knex } = context;
  const questionContext = () => ({
    settings: context.settings,
    now: context.now(),
  });
  return {
    async metrics(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      const query = parsePart(metricsQuerySchema, 'query', request.query);
      const options = questionContext();
      const question = await resolveQuestion(knex, query, options);
      response.json(await getMetrics(knex, question, options));
    },

    async services(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      const query = parsePart(scopeRowsQuerySchema, 'query', request.query);
      const options = questionContext();
      const question = await resolveQuestion(knex, query, options);
      const read = (offset: number, limit: number) =>
        listScopeRows(knex, question, {
          ...query,
          offset,
          limit,
          now: options.now,
        });
      if (query.format === 'csv') {
        const name = query.groupBy === 'team' ? 'teams' : 'services';
        await sendCsv<ScopeRow>(response, {
          name,
          columns: scopeRowColumns,
          read,
        });
        return;
      }
      response.json(await read(query.offset, query.limit));
    },

    async deployments(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      const query = parsePart(deploymentsQuerySchema, 'query', request.query);
      const question = await resolveQuestion(knex, query, questionContext());
      const read = async (offset: number, limit: number) => {
        const page = { offset, limit };
        const found = await listDeployments(knex, rowFilter(question), {
          show: query.filter,
          search: query.search,
          sort: query.sort,
          ...page,
        });
        return presentPage(found, presentDeployment, page);
      };
      if (query.format === 'csv') {
        await sendCsv<Deployment>(response, {
          name: 'deployments',
          columns: deploymentColumns,
          read,
        });
        return;
      }
      response.json(await read(query.offset, query.limit));
    },

    async deployment(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      const { id } = parsePart(deploymentIdSchema, 'path', request.params);
      const row = await getDeployment(knex, id);
      if (!row) {
        throw new NotFoundError(
          `There is no deployment ${id}; it may have been removed with the sample data`,
        );
      }
      response.json({
        ...presentDeployment(row),
        previousId: row.previous_id,
        nextId: row.next_id,
      });
    },

    async changes(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      const query = parsePart(changesQuerySchema, 'query', request.query);
      const question = await resolveQuestion(knex, query, questionContext());
      const within = query.deploymentId
        ? { deploymentId: query.deploymentId }
        : rowFilter(question);
      const read = async (offset: number, limit: number) => {
        const page = { offset, limit };
        const found = await listChanges(knex, within, {
          start: question.leadTimeStart,
          leadTimeFrom: query.leadTimeFrom,
          leadTimeTo: query.leadTimeTo,
          excluded: query.excluded,
          sort: query.sort,
          ...page,
        });
        return presentPage(found, presentChange, page);
      };
      if (query.format === 'csv') {
        await sendCsv<Change>(response, {
          name: 'changes',
          columns: changeColumns,
          read,
        });
        return;
      }
      response.json(await read(query.offset, query.limit));
    },

    async sources(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      response.json({ items: await listSources(knex) });
    },

    async sample(request: Request, response: Response) {
      await authorize(context, request, doraMetricsReadPermission);
      response.json({ state: await readSampleState(knex) });
    },
  };
}
