import { listAudit } from '../audit/listAudit';
import {
  byAna,
  checkout,
  engineForEachTest,
  warehouse,
} from '../__testUtils__/engine';
import { readAudit } from '../__testUtils__/readAudit';
import {
  act,
  decisionOn,
  submitBucket,
  submitForApproval,
} from '../__testUtils__/requests';
import { standingBucket } from '../__testUtils__/standingBucket';
import { approveRequest } from './approveRequest';
import { Requester } from './requester';

const engine = engineForEachTest();

const stranger: Requester = { ref: 'user:default/nobody', type: 'user' };

describe('what somebody may not do', () => {
  it('leaves a record of each try', async () => {
    const row = await standingBucket(engine);
    const waiting = await submitForApproval(engine, { name: 'waiting' });
    const before = (await readAudit(engine.knex)).length;
    const tries = [
      () => submitBucket(engine, { name: 'theirs' }, { requester: stranger }),
      () => act(engine, row.id, 'pause', {}, { requester: stranger }),
      () => approveRequest(engine, decisionOn(waiting, byAna)),
    ];
    for (const attempt of tries) {
      await expect(attempt()).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
    }
    const records = (await readAudit(engine.knex)).slice(before);
    expect(
      records.map(({ event, actor, resource_name, team, after }) => [
        event,
        actor,
        resource_name,
        team,
        after.problems.length,
      ]),
    ).toEqual([
      ['request.denied', stranger.ref, 'theirs', checkout, 1],
      ['request.denied', stranger.ref, row.name, checkout, 1],
      ['request.denied', byAna.ref, 'waiting', checkout, 1],
    ]);
  });
});

describe('what goes to another team', () => {
  it('is told with what it was, and found in the story of both', async () => {
    const row = await standingBucket(engine);
    await act(engine, row.id, 'transfer', { team: warehouse });
    const told = (await readAudit(engine.knex)).find(
      ({ event, after }) =>
        event === 'request.submitted' && after.action === 'transfer',
    );
    expect(told.before).toEqual({
      team: checkout,
      costCenter: row.cost_center,
      templateVersion: row.template_version,
      paused: false,
      spec: row.spec,
    });
    expect(told.after).toMatchObject({ team: warehouse, spec: row.spec });
    for (const team of [checkout, warehouse]) {
      const { items } = await listAudit(engine.knex, {
        filters: { team, event: 'request.submitted' },
        limit: 10,
      });
      expect(items.map(({ requestId }) => requestId)).toContain(
        told.request_id,
      );
    }
  });
});
