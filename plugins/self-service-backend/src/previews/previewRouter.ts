import { NotFoundError } from '@backstage/errors';
import { audited, parsePart } from '@slipway/http';
import {
  PreviewView,
  selfServiceReadPermission,
  selfServiceRequestPermission,
} from '@slipway/plugin-self-service-common';
import express, { Request, Response, Router } from 'express';
import createRouter from 'express-promise-router';
import { authorize, HandlerContext } from '../http/context';
import { hearOfPullRequest, PullRequestNews } from './hearOfPullRequest';
import { listedOf } from './listedRepository';
import { presentPreviews } from './presentPreviews';
import { PreviewContext } from './previewContext';
import { findPreview, listPreviews, PreviewRow } from './previewRow';
import {
  closePreviewBody,
  openPreviewBody,
  previewsQuery,
} from './previewSchemas';
import { syncPreview } from './syncPreview';
import { readPullRequestEvent, verifySignature } from './webhook';

/** Payloads of forges are at most 25 MB; those of pull requests far less. */
const webhookLimit = '1mb';

/** Environments of pull requests: by the API, and by a forge's webhook. */
export function createPreviewRouter(
  context: HandlerContext,
  previews: PreviewContext,
  stopping: AbortSignal,
): Router {
  const { engine } = context;
  const { settings } = previews;
  const router = createRouter();

  const present = async (row: PreviewRow): Promise<PreviewView> => {
    const now = await findPreview(engine.knex, row);
    const [view] = await presentPreviews(engine.knex, settings, [now ?? row]);
    return view;
  };
  /** As the settings spell it. */
  const spell = (repository: string) =>
    listedOf(settings, repository)?.repository ?? repository;
  const hear = async (request: Request, news: Omit<PullRequestNews, 'by'>) => {
    const requester = await authorize(
      context,
      request,
      selfServiceRequestPermission,
    );
    const row = await audited(
      context,
      request,
      {
        id: `preview-${news.state}`,
        meta: { repository: news.repository, number: news.number },
      },
      () =>
        hearOfPullRequest(
          engine,
          settings,
          { ...news, by: requester.ref },
          requester,
        ),
    );
    await syncPreview(engine, previews, row.id, stopping);
    return present(row);
  };

  router.post(
    '/webhook',
    express.raw({ type: () => true, limit: webhookLimit }),
    async (request: Request, response: Response) => {
      const { webhookSecret } = settings;
      if (!webhookSecret) {
        throw new NotFoundError(
          'Webhooks are not taken: set selfService.previews.webhookSecret',
        );
      }
      const body = Buffer.isBuffer(request.body)
        ? request.body
        : Buffer.alloc(0);
      verifySignature(body, request.get('x-hub-signature-256'), webhookSecret);
      const news = readPullRequestEvent(request.get('x-github-event'), body);
      if (!news) {
        response.status(202).json({ heard: false });
        return;
      }
      const row = await hearOfPullRequest(engine, settings, news);
      // The forge waits a few seconds only; the sweep does what fails here.
      syncPreview(engine, previews, row.id, stopping).catch(error =>
        engine.logger.warn(`Preview ${row.repository}#${row.number}: ${error}`),
      );
      response.status(202).json({ heard: true, id: row.id });
    },
  );

  router.use(express.json({ limit: '64kb' }));

  router.get('/', async (request, response) => {
    await authorize(context, request, selfServiceReadPermission);
    const { cursor, limit, ...query } = parsePart(
      previewsQuery,
      'query',
      request.query,
    );
    const { rows, ...page } = await listPreviews(
      engine.knex,
      {
        repository: query.repository && spell(query.repository),
        team: query.team,
        wanted: query.pullRequest,
      },
      { cursor, limit },
    );
    const items = await presentPreviews(engine.knex, settings, rows);
    response.json({ ...page, items });
  });

  router.post('/', async (request, response) => {
    const body = parsePart(openPreviewBody, 'body', request.body);
    response.json(
      await hear(request, {
        ...body,
        link: body.link ?? null,
        state: 'open',
      }),
    );
  });

  router.post('/close', async (request, response) => {
    const body = parsePart(closePreviewBody, 'body', request.body);
    await authorize(context, request, selfServiceRequestPermission);
    const known = await findPreview(engine.knex, {
      repository: spell(body.repository),
      number: body.number,
    });
    if (!known) {
      throw new NotFoundError(
        `There is no preview of ${body.repository}#${body.number}; see GET /previews`,
      );
    }
    response.json(
      await hear(request, {
        ...body,
        title: known.title,
        link: known.link,
        state: 'closed',
      }),
    );
  });
  return router;
}
