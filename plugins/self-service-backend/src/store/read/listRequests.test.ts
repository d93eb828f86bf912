import { randomUUID } from 'node:crypto';
import { testDatabase } from '@slipway/testing';
import fc from 'fast-check';
import {
  ana,
  checkout,
  emptyTables,
  joel,
  migrations,
  outsider,
  platform,
  priya,
  testEngine,
  warehouse,
} from '../../__testUtils__/engine';
import { mayDecide } from '../../service/authoriseDecision';
import { listRequests, ListedRequest } from './listRequests';

const database = testDatabase({ migrations });

const at = new Date('2026-03-02T09:00:00.000Z');
const teams = [checkout, warehouse, platform];
const people = [ana, joel, priya, outsider, 'user:default/lead.warehouse'];

const need = fc.record({
  reasons: fc.constant(['Production']),
  people: fc.constant<string[]>([]),
  approvers: fc.record({
    leads: fc.boolean(),
    groups: fc.subarray(teams),
  }),
  separationOfDuty: fc.boolean(),
});

const asked = fc.record({
  approval: fc.option(need),
  state: fc.constantFrom('waiting-for-approval', 'approved', 'done'),
  team: fc.constantFrom(...teams),
  requestedBy: fc.constantFrom(...people),
  onBehalfOf: fc.option(fc.constantFrom(...people)),
});

type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

function rowsOf(wanted: Asked, index: number) {
  const id = randomUUID();
  const name = `bucket-${index}`;
  const { team } = wanted;
  const desired = { id, name, kind: 'bucket', team, environment: 'dev' };
  return {
    resource: {
      id,
      kind: 'bucket',
      name,
      target: 'store',
      team,
      environment: 'dev',
      environment_class: 'development',
      state: 'draft',
      spec: '{}',
      template_version: '1',
      requested_by: wanted.requestedBy,
      created_at: at,
      updated_at: at,
    },
    request: {
      id: randomUUID(),
      resource_id: id,
      kind: 'bucket',
      action: 'create',
      title: `Create ${name}`,
      state: wanted.state,
      inputs: '{}',
      desired: JSON.stringify(desired),
      plan_hash: 'a',
      policy_version: 'p',
      approval: wanted.approval && JSON.stringify(wanted.approval),
      requested_by: wanted.requestedBy,
      on_behalf_of: wanted.onBehalfOf,
      requested_at: at,
      updated_at: at,
    },
  };
}

/** All pages, as one who goes from page to page sees them. */
async function readAll(
  read: (cursor?: string) => ReturnType<typeof listRequests>,
): Promise<ListedRequest[]> {
  const rows: ListedRequest[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

describe('listRequests', () => {
  it('counts what a service asked for a person as theirs, and finds what was decided', async () => {
    const knex = await database.knex();
    await emptyTables(knex);
    const wanted = {
      approval: null,
      state: 'done' as const,
      team: checkout,
      requestedBy: ana,
      onBehalfOf: null,
    };
    const own = rowsOf(wanted, 1);
    const through = rowsOf(
      { ...wanted, requestedBy: joel, onBehalfOf: ana },
      2,
    );
    const other = rowsOf({ ...wanted, requestedBy: joel }, 3);
    for (const { resource, request } of [own, through, other]) {
      await knex('resources').insert(resource);
      await knex('requests').insert(request);
    }
    await knex('decisions').insert(
      (['lapsed', 'approved'] as const).map((decision, index) => ({
        id: randomUUID(),
        request_id: index === 0 ? own.request.id : other.request.id,
        decision,
        by: priya,
        as: 'lead',
        approvers: '[]',
        plan_hash: 'a',
        at,
      })),
    );
    const page = { order: 'requestedAt', descending: true, limit: 9 } as const;
    const found = async (filter: Parameters<typeof listRequests>[1]) =>
      (await listRequests(knex, filter, page)).rows.map(({ id }) => id).sort();
    expect(await found({ requestedBy: ana })).toEqual(
      [own.request.id, through.request.id].sort(),
    );
    const { rows } = await listRequests(knex, {}, page);
    expect(rows[0]).not.toHaveProperty('plan');
    expect(rows[0]).not.toHaveProperty('verdicts');
    expect(await found({ decided: true })).toEqual([other.request.id]);
    expect(await found({ decided: false, requestedBy: joel })).toEqual([
      through.request.id,
    ]);
  });

  it('finds for each person exactly what they may decide on', async () => {
    const knex = await database.knex();
    const engine = testEngine(knex);
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 30 }), async wanted => {
        await emptyTables(knex);
        const made = wanted.map(rowsOf);
        for (const { resource, request } of made) {
          await knex('resources').insert(resource);
          await knex('requests').insert(request);
        }
        const order = { order: 'requestedAt', descending: true } as const;
        const all = await readAll(cursor =>
          listRequests(knex, {}, { ...order, limit: 7, cursor }),
        );
        expect(all.map(({ id }) => id).sort()).toEqual(
          made.map(({ request }) => request.id).sort(),
        );
        for (const ref of people) {
          const person = await engine.directory.person(ref);
          const found = await readAll(cursor =>
            listRequests(
              knex,
              { waitingFor: { ...person, person: ref } },
              { ...order, limit: 3, cursor },
            ),
          );
          const expected: string[] = [];
          for (const row of all) {
            const by = { ref, type: 'user' } as const;
            if ((await mayDecide(engine, row, by)).may) {
              expected.push(row.id);
            }
          }
          expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
