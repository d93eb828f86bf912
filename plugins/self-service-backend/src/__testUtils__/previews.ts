import {
  hearOfPullRequest,
  PullRequestNews,
} from '../previews/hearOfPullRequest';
import { PreviewContext } from '../previews/previewContext';
import { findPreview, PreviewRow } from '../previews/previewRow';
import { sweepPreviews } from '../previews/sweepPreviews';
import { syncPreview } from '../previews/syncPreview';
import { ResourceRow } from '../store/rows';
import { engineForEachTest } from './engine';
import { testReconciler } from './reconcilers';

const { signal } = new AbortController();

const previews = {
  kind: 'bucket',
  environment: 'preview',
  inputs: { size: 'medium' },
  capPerTeam: 2,
  url: 'https://{component}-{number}.preview.example',
  repositories: [{ repository: 'acme/shop', component: 'component:shop' }],
};

/** For a file of tests: previews of the pull requests of one repository. */
export function previewsForEachTest() {
  const engine = engineForEachTest({ settings: { previews } });
  const context = {} as PreviewContext;
  beforeEach(() => {
    Object.assign(context, {
      settings: engine.settings.previews,
      forge: undefined,
      portalUrl: 'https://portal.example',
    });
  });

  /** The forge says something; nothing is done about it yet. */
  const tell = (more: Partial<PullRequestNews> = {}) =>
    hearOfPullRequest(engine, context.settings, {
      repository: 'acme/shop',
      number: 7,
      title: 'A better basket',
      link: 'https://forge.example/acme/shop/pull/7',
      state: 'open',
      at: engine.clock.now,
      by: 'service:ci',
      ...more,
    });

  return {
    engine,
    context,
    tell,
    /** The forge says something, and the preview is brought in step with it. */
    async hear(more: Partial<PullRequestNews> = {}): Promise<PreviewRow> {
      const row = await tell(more);
      await syncPreview(engine, context, row.id, signal);
      return (await findPreview(engine.knex, row)) ?? row;
    },
    sweep: () => sweepPreviews(engine, context, signal),
    /** One look at each resource. */
    async settle(): Promise<void> {
      for (const { id } of await engine.knex<ResourceRow>('resources')) {
        await testReconciler(engine).reconcileOnce(id);
      }
    },
    resources: () =>
      engine.knex<ResourceRow>('resources').orderBy('created_at'),
  };
}
