import { ana, joel } from '../__testUtils__/engine';
import { pipeline } from '../__testUtils__/portal';
import { portalOfFile } from '../__testUtils__/portalOfFile';

const { portal, settled, submit } = portalOfFile();

describe('asking', () => {
  it('keeps a draft until it is asked for, and lets it be withdrawn', async () => {
    const draft = await submit(ana, { name: 'later' }, { draft: true });
    expect(draft.body.state).toBe('draft');
    const { id } = draft.body;
    expect(
      (await portal.send(joel, 'post', `/requests/${id}/submit`)).status,
    ).toBe(403);
    const submitted = await portal.send(ana, 'post', `/requests/${id}/submit`);
    expect(submitted.body.state).toBe('approved');
    await settled(id);

    const second = await submit(ana, {
      name: 'never',
      environment: 'production',
    });
    const cancelled = await portal.send(
      ana,
      'post',
      `/requests/${second.body.id}/cancel`,
      { reason: 'Not needed' },
    );
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'by-requester',
    });
  });

  it('lets a service ask for a person, with that person’s rights', async () => {
    const own = await submit(pipeline, { name: 'by-pipeline' });
    expect(own.body).toMatchObject({ requestedBy: pipeline, onBehalfOf: null });
    const forAna = await submit(
      pipeline,
      { name: 'for-ana' },
      {
        onBehalfOf: ana,
      },
    );
    expect(forAna.body).toMatchObject({
      requestedBy: pipeline,
      onBehalfOf: ana,
    });
    const forStranger = await submit(
      pipeline,
      { name: 'for-stranger' },
      {
        onBehalfOf: 'user:default/stranger',
      },
    );
    expect(forStranger.status).toBe(403);
    const pretending = await submit(
      ana,
      { name: 'pretending' },
      {
        onBehalfOf: joel,
      },
    );
    expect(pretending.status).toBe(400);
    expect(pretending.body.error.message).toMatch(/only a service/);
    await Promise.all([settled(own.body.id), settled(forAna.body.id)]);
  });
});
