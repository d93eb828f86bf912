import { eventually, testDatabase } from '@slipway/testing';
import { ana, checkout, joel } from '../__testUtils__/engine';
import { exampleSecret } from '../__testUtils__/exampleKind';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const database = testDatabase();

let portal: Portal;

beforeAll(async () => {
  portal = await startPortal({ knex: await database.knex() });
});

const invoke = async (who: string, action: string, input: object = {}) =>
  portal.send(
    who,
    'post',
    `/.backstage/actions/v1/actions/self-service:${action}/invoke`,
    input,
  );

const inputs = (name: string, environment: string) => ({
  name,
  team: checkout,
  environment,
});

describe('actions for agents', () => {
  it('say what they take, the kind’s own fields too', async () => {
    const { body } = await portal.get(ana, '/.backstage/actions/v1/actions');
    const actions: Array<{ name: string; attributes: object; schema: any }> =
      body.actions;
    expect(actions.map(({ name }) => name).sort()).toEqual([
      'cancel-request',
      'decide-request',
      'get-request',
      'get-resource',
      'list-kinds',
      'list-requests',
      'list-resources',
      'preview-request',
      'request-action',
      'request-bucket',
      'submit-request',
    ]);
    const own = actions.find(({ name }) => name === 'request-bucket');
    expect(own?.schema.input).toMatchObject({
      required: ['name', 'team', 'environment'],
      additionalProperties: false,
      properties: {
        size: { enum: ['small', 'medium', 'large'] },
        keepDays: { type: 'integer' },
        public: { type: 'boolean' },
      },
    });
    expect(
      actions.find(({ name }) => name === 'request-action')?.attributes,
    ).toMatchObject({ destructive: true, readOnly: false });
  });

  it('ask, have somebody else decide, and find what was made', async () => {
    const known = await invoke(ana, 'list-kinds');
    expect(known.body.output).toMatchObject({
      kinds: [{ id: 'bucket' }],
      teams: [checkout],
    });
    const wish = {
      kind: 'bucket',
      inputs: inputs('by-agent', 'production'),
    };
    const preview = await invoke(ana, 'preview-request', wish);
    expect(preview.body.output).toMatchObject({
      acceptable: true,
      approvers: [joel],
    });
    const asked = await invoke(ana, 'request-bucket', {
      ...inputs('by-agent', 'production'),
      reason: 'An agent wants it',
    });
    expect(asked.body.output).toMatchObject({
      state: 'waiting-for-approval',
      mayDecide: false,
    });
    const { id, planHash, resourceId } = asked.body.output;
    const decide = (who: string) =>
      invoke(who, 'decide-request', { id, decision: 'approve', planHash });
    expect((await decide(ana)).status).toBe(403);
    expect((await decide(joel)).body.output.state).toBe('approved');

    const done = await eventually(
      () => invoke(ana, 'get-request', { id }),
      ({ body }) => body.output.state === 'done',
    );
    expect(done.body.output.failure).toBeNull();
    const found = await invoke(ana, 'get-resource', {
      entityRef: 'resource:default/bucket.by-agent.store',
    });
    expect(found.body.output).toMatchObject({ id: resourceId, state: 'ready' });
    const listed = await invoke(ana, 'list-resources', { search: 'by-agent' });
    expect(listed.body.output.total).toBe(1);
    expect(
      (await invoke(ana, 'list-requests', { mine: true })).body.output.total,
    ).toBe(1);
    expect(portal.events).toContainEqual({
      eventId: 'request-approve',
      meta: { request: id, planHash, by: joel },
      outcome: 'success',
    });
  });

  it('are told what is wrong, and never a secret', async () => {
    const wrong = await invoke(ana, 'submit-request', {
      kind: 'bucket',
      inputs: inputs('Bad Name', 'dev'),
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/name: must be 3 to 41/);
    const unknown = await invoke(ana, 'request-bucket', {
      ...inputs('fine', 'dev'),
      siez: 'large',
    });
    expect(unknown.status).toBe(400);
    const { body } = await portal.get(ana, '/resources?search=by-agent');
    const secret = await invoke(ana, 'request-action', {
      resourceId: body.items[0].id,
      action: 'access-key',
    });
    expect(secret.status).toBe(400);
    expect(secret.text).not.toContain(exampleSecret);
    const pinned = await invoke(joel, 'request-action', {
      resourceId: body.items[0].id,
      action: 'pin',
      reason: 'Needed for the audit',
    });
    expect(pinned.body.output).toMatchObject({
      request: null,
      resource: { name: 'by-agent' },
    });
  });

  it('withdraw what they asked for', async () => {
    const asked = await invoke(ana, 'submit-request', {
      kind: 'bucket',
      inputs: inputs('withdrawn', 'production'),
    });
    const { id } = asked.body.output;
    const cancelled = await invoke(ana, 'cancel-request', { id });
    expect(cancelled.body.output.state).toBe('cancelled');
  });
});
