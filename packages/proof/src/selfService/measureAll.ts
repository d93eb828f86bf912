import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '@slipway/plugin-dora-common';
import {
  ListPage,
  Preview,
  RequestDetail,
  ResourceSummary,
} from '@slipway/plugin-self-service-common';
import { TestKubernetes, TestPostgres } from '@slipway/testing';
import knexFactory from 'knex';
import { describeDurations, seconds, timed } from '../figures';
import { BenchPortal, people, team } from './benchPortal';
import { applyRaw, objectsOf } from './rawCalls';

type Context = {
  portal: BenchPortal;
  postgres: TestPostgres;
  kubernetes: TestKubernetes;
  namespaces: number;
  resources: number;
  print(line: string): void;
};

const singles = 20;
const atOnce = 200;

/** Each figure in turn; what one leaves behind is there for the next. */
export async function measureAll(context: Context): Promise<void> {
  context.print(
    `memory of the backend when it has started: ${await context.portal.memory()} MB`,
  );
  await measureSingles(context);
  await measureAtOnce(context);
  await measureSweep(context);
  await measureMemory(context);
}

const inputsOf = (name: string) => ({
  name,
  team,
  environment: 'dev',
});

async function ask(
  { portal }: Context,
  name: string,
  person: string,
): Promise<string> {
  const { id } = await portal.call<RequestDetail>('POST', '/requests', {
    kind: 'namespace',
    inputs: inputsOf(name),
    onBehalfOf: person,
  });
  return id;
}

async function untilDone(
  { portal }: Context,
  id: string,
  every: number,
): Promise<void> {
  for (;;) {
    const request = await portal.call<RequestDetail>('GET', `/requests/${id}`);
    if (request.state === 'done') {
      return;
    }
    if (
      ['failed', 'cancelled', 'waiting-for-approval'].includes(request.state)
    ) {
      throw new Error(
        `${request.title} is ${request.state}: ${JSON.stringify(
          request.failure ?? request.approval,
        )}`,
      );
    }
    await sleep(every);
  }
}

/** One after the other: from the request to ready, beside the bare calls. */
async function measureSingles(context: Context): Promise<void> {
  const { portal, kubernetes, print } = context;
  const { plan } = await portal.call<Preview>('POST', '/requests/preview', {
    kind: 'namespace',
    inputs: inputsOf('planned'),
    onBehalfOf: people[0],
  });
  if (!plan) {
    throw new Error('The portal gave no plan');
  }
  const raw: number[] = [];
  const ours: number[] = [];
  // The first of each warms connections and code; it is not counted.
  for (let index = 0; index <= singles; index++) {
    const wanted = `raw-${index}`;
    const objects = objectsOf(plan, { planned: 'planned', wanted });
    const bare = await timed(() => applyRaw(kubernetes, wanted, objects));
    const whole = await timed(async () =>
      untilDone(context, await ask(context, `one-${index}`, people[0]), 20),
    );
    if (index > 0) {
      raw.push(bare.milliseconds);
      ours.push(whole.milliseconds);
    }
  }
  print(
    `the ${
      plan.items.length
    } API calls of a namespace alone (n ${singles}): ${describeDurations(raw)}`,
  );
  const aim = 1.5 * (percentile(raw, 0.5) ?? 0) + 300;
  print(
    `submit to ready (n ${singles}): ${describeDurations(
      ours,
    )}; aim 1.5 x the calls + 300 ms: ${aim.toFixed(0)} ms`,
  );
}

async function measureAtOnce(context: Context): Promise<void> {
  const { print } = context;
  const durations: number[] = [];
  const each = atOnce / people.length;
  const { milliseconds } = await timed(() =>
    Promise.all(
      people.map(async (person, who) => {
        for (let index = 0; index < each; index++) {
          const { milliseconds: one } = await timed(async () =>
            untilDone(
              context,
              await ask(context, `many-${who}-${index}`, person),
              500,
            ),
          );
          durations.push(one);
        }
      }),
    ),
  );
  print(
    `${atOnce} namespaces of ${
      people.length
    } people at once, no error: ${seconds(
      milliseconds,
    )}; each ${describeDurations(durations)}`,
  );
}

async function countReady({ portal }: Context): Promise<number> {
  const { total } = await portal.call<ListPage<ResourceSummary>>(
    'GET',
    '/resources?state=ready&limit=1',
  );
  return total;
}

async function measureSweep(context: Context): Promise<void> {
  const { portal, postgres, namespaces, print } = context;
  const there = await countReady(context);
  const missing = Math.max(namespaces - there, 0);
  const ids: string[] = [];
  for (let index = 0; index < missing; index++) {
    ids.push(await ask(context, `more-${index}`, people[index % 20]));
  }
  for (const id of ids) {
    await untilDone(context, id, 250);
  }
  const total = await countReady(context);
  const knex = knexFactory({ client: 'pg', connection: postgres.url });
  try {
    const from = new Date();
    const { milliseconds } = await timed(async () => {
      await portal.call('POST', '/sweep', {});
      for (;;) {
        const { rows } = await knex.raw(
          `SELECT count(*)::int AS left FROM "self-service".resources
           WHERE state = 'ready' AND (observation->>'at')::timestamptz < ?`,
          [from],
        );
        if (rows[0].left === 0) {
          return;
        }
        await sleep(100);
      }
    });
    print(
      `a full drift sweep of ${total} namespaces: ${seconds(milliseconds)}, ${(
        total /
        (milliseconds / 1000)
      ).toFixed(0)} a second`,
    );
    print(`memory after it: ${await portal.memory()} MB`);
  } finally {
    await knex.destroy();
  }
}

/** Rows beyond those in the cluster are copies that are not looked at for a day. */
async function measureMemory(context: Context): Promise<void> {
  const { portal, postgres, resources, print } = context;
  const knex = knexFactory({ client: 'pg', connection: postgres.url });
  try {
    const [{ count }] = await knex
      .withSchema('self-service')
      .from('resources')
      .count({
        count: '*',
      });
    await knex.raw(
      `INSERT INTO "self-service".resources
       SELECT copy.*
       FROM generate_series(1, ?) AS n,
         (SELECT * FROM "self-service".resources WHERE state = 'ready' LIMIT 1) AS one,
         LATERAL jsonb_populate_record(
           NULL::"self-service".resources,
           to_jsonb(one) || jsonb_build_object(
             'id', gen_random_uuid(), 'name', 'copy-' || n,
             'next_run_at', now() + interval '1 day')) AS copy`,
      [Math.max(resources - Number(count), 0)],
    );
    const pages = await listAll(portal);
    await sleep(60_000);
    print(
      `memory at ${resources} resources, a minute after all were listed: ${await portal.memory()} MB; a page of 200: ${describeDurations(
        pages,
      )}`,
    );
  } finally {
    await knex.destroy();
  }
}

/** Milliseconds of each page of the whole list. */
async function listAll(portal: BenchPortal): Promise<number[]> {
  const pages: number[] = [];
  const read = (cursor: string) =>
    portal.call<ListPage<ResourceSummary>>(
      'GET',
      `/resources?limit=200${cursor}`,
    );
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const at: string = cursor;
    const { result, milliseconds } = await timed(() => read(at));
    pages.push(milliseconds);
    cursor = result.next
      ? `&cursor=${encodeURIComponent(result.next)}`
      : undefined;
  }
  return pages;
}
