import { checkout, joel, priya } from '../__testUtils__/engine';
import { portalOfFile } from '../__testUtils__/portalOfFile';

const { make, matches, portal } = portalOfFile();

describe('every answer that no journey has seen', () => {
  it('is as the OpenAPI document says', async () => {
    const { body } = await make('described');
    for (const [operation, path] of [
      ['GET /context', '/context'],
      ['GET /kinds', '/kinds'],
      ['GET /kinds/{id}', '/kinds/bucket'],
      ['GET /environments', '/environments'],
      ['GET /targets', '/targets'],
      ['GET /policies', '/policies'],
      ['GET /quotas', '/quotas'],
      ['GET /prices', '/prices'],
      ['GET /audit/check', '/audit/check'],
      ['GET /resources/{id}/requests', `/resources/${body.id}/requests`],
      ['GET /resources/{id}/drift', `/resources/${body.id}/drift`],
    ]) {
      const answer = await portal.get(joel, path);
      expect([path, answer.status, matches(operation, answer)]).toEqual([
        path,
        200,
        null,
      ]);
    }
    const lines = await portal.get(joel, '/audit/export?event=request.*');
    expect(lines.headers['content-type']).toContain('x-ndjson');
    const [line] = lines.text.trim().split('\n');
    expect(JSON.parse(line).event).toMatch(/^request\./);
    const yaml = await portal.get(joel, '/policies/admission.yaml');
    expect(yaml.text).toContain('ValidatingAdmissionPolicy');
    const swept = await portal.send(priya, 'post', '/sweep');
    expect(swept.body.woken).toBeGreaterThan(0);
  });

  it('tells from a noted head whether the chain was written anew', async () => {
    const check = (noted: string) =>
      portal.get(joel, `/audit/check?noted=${encodeURIComponent(noted)}`);
    const { body } = await portal.get(joel, '/audit/check');
    const { sequence, hash } = body.head;
    await make('noted-since');
    const kept = await check(`${sequence}:${hash}`);
    expect(kept.body).toMatchObject({ intact: true, broken: null });
    expect(kept.body.head.sequence).toBeGreaterThan(sequence);
    const anew = await check(`${sequence}:${'0'.repeat(64)}`);
    expect(anew.body).toMatchObject({
      intact: false,
      broken: {
        sequence,
        message: expect.stringContaining('another hash than was noted'),
      },
    });
    const wrong = await check('120:9f86');
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/noted.*the place and the hash/);
  });

  it('sets and removes limits, with a reason', async () => {
    const limit = {
      scope: 'team',
      subject: checkout,
      metric: 'buckets',
      unit: 'bucket',
      limit: 40,
      reason: 'Enough for this year',
    };
    const set = await portal.send(priya, 'put', '/quotas', limit);
    expect(matches('PUT /quotas', set)).toBeNull();
    expect(set.body).toMatchObject({ subject: checkout, limit: 40 });
    const removed = await portal.send(
      priya,
      'delete',
      `/quotas/${set.body.id}`,
      { reason: 'Not needed' },
    );
    expect(removed.status).toBe(204);
    const { limit: _, ...without } = limit;
    const wrong = await portal.send(priya, 'put', '/quotas', without);
    expect(wrong.body.error.message).toMatch(/limit \(missing\)/);
  });
});
