import {
  ana,
  byAna,
  byPriya,
  checkout,
  engineForEachTest,
  joel,
  warehouse,
} from '../__testUtils__/engine';
import { readResource } from '../__testUtils__/requests';
import { Requester } from '../service/requester';
import { RequestRow } from '../store/rows';
import { hearOfPullRequest, PullRequestNews } from './hearOfPullRequest';
import { PreviewRow } from './previewRow';
import { syncPreview } from './syncPreview';

const shop = 'component:default/shop';
const depot = 'component:default/depot';
/** Of warehouse, and of no other team. */
const byLead: Requester = {
  ref: 'user:default/lead.warehouse',
  type: 'user',
};
const byPipeline: Requester = { ref: 'external:ci', type: 'service' };

const engine = engineForEachTest({
  settings: {
    previews: {
      kind: 'bucket',
      repositories: [{ repository: 'acme/shop', component: shop }],
    },
  },
});

beforeEach(() => {
  const owners: Record<string, string> = {
    [shop]: checkout,
    [depot]: warehouse,
  };
  engine.directory.entity = async ref =>
    ref in owners ? { ref, title: ref, owner: owners[ref] } : undefined;
});

async function hear(
  requester: Requester | undefined,
  more: Partial<PullRequestNews> = {},
): Promise<PreviewRow> {
  const { settings } = engine;
  const { id } = await hearOfPullRequest(
    engine,
    settings.previews,
    {
      repository: 'acme/till',
      number: 7,
      title: 'A better basket',
      link: null,
      state: 'open',
      at: engine.clock.now,
      by: requester?.ref ?? 'service:pull-request-webhook',
      ...more,
    },
    requester,
  );
  await syncPreview(
    engine,
    { settings: settings.previews, forge: undefined, portalUrl: '' },
    id,
    new AbortController().signal,
  );
  const [row] = await engine.knex<PreviewRow>('previews').where({ id });
  return row;
}

const opened = (state: PreviewRow['wanted']) =>
  engine.knex<PreviewRow>('previews').where({ wanted: state });

describe('a preview of another team', () => {
  it('is neither taken nor closed', async () => {
    const row = await hear(byAna, { component: shop });
    const states = async () => [
      await engine.knex<PreviewRow>('previews').select('component', 'team'),
      await engine.knex<RequestRow>('requests').pluck('state'),
    ];
    const before = await states();
    await expect(hear(byLead, { component: depot })).rejects.toThrow(
      `The preview of acme/till#7 belongs to ${checkout}`,
    );
    await expect(hear(byLead, { state: 'closed' })).rejects.toThrow(
      `belongs to ${checkout}`,
    );
    // Also by one who may act for both: it has to be closed first.
    await expect(hear(byPriya, { component: depot })).rejects.toThrow(
      `has a preview of ${shop}; close it first`,
    );
    await expect(hear(byPipeline, { component: depot })).rejects.toThrow(
      'close it first',
    );
    await expect(hear(undefined, { component: depot })).rejects.toThrow(
      'close it first',
    );
    expect(await states()).toEqual(before);
    expect(await readResource(engine, row.resource_id ?? '')).toMatchObject({
      team: checkout,
      state: 'approved',
    });
  });

  it('is not taken while it waits for room either', async () => {
    engine.settings.previews.capPerTeam = 0;
    await hear(byAna, { component: shop });
    await expect(hear(byLead, { component: depot })).rejects.toThrow(
      `belongs to ${checkout}`,
    );
  });

  it('may become one of another component once it has ended', async () => {
    await hear(byAna, { component: shop });
    await hear(byAna, { state: 'closed' });
    expect(await hear(byLead, { component: depot })).toMatchObject({
      component: depot,
      team: warehouse,
      round: 3,
    });
  });

  it('stays its team’s when the component goes to another', async () => {
    await hear(byAna, { component: shop });
    engine.directory.entity = async ref => ({
      ref,
      title: '',
      owner: warehouse,
    });
    await expect(hear(byLead, { component: shop })).rejects.toThrow(
      `belongs to ${checkout}`,
    );
    expect(await hear(byAna, { component: shop })).toMatchObject({
      team: checkout,
    });
  });
});

describe('the list of repositories', () => {
  it('is what counts, whatever component is named', async () => {
    await expect(
      hear(byLead, { repository: 'acme/shop', component: depot }),
    ).rejects.toThrow(
      `component: acme/shop is ${shop} by selfService.previews.repositories`,
    );
    expect(await engine.knex('previews')).toEqual([]);
    const row = await hear(byAna, {
      repository: 'Acme/Shop',
      component: 'shop',
    });
    expect(row).toMatchObject({ repository: 'acme/shop', component: shop });
  });
});

it('is closed when the catalog has the component no more', async () => {
  const { id } = await hear(byAna, { component: shop });
  engine.directory.entity = async () => undefined;
  await hear(undefined, { state: 'closed' });
  expect(await opened('closed')).toMatchObject([{ id, problem: null }]);
});

it('belongs to the first of two who name two components at once', async () => {
  const results = await Promise.allSettled([
    hear(byAna, { component: shop }),
    hear(byLead, { component: depot }),
  ]);
  const refused = results.flatMap(result =>
    result.status === 'rejected' ? [String(result.reason)] : [],
  );
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(/close it first|belongs to/);
  const [row] = await opened('open');
  const resource = await readResource(engine, row.resource_id ?? '');
  expect(resource).toMatchObject({ team: row.team, component: row.component });
  expect([ana, joel, byLead.ref]).toContain(row.requested_by);
});
