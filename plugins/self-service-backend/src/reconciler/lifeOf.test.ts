import { engineForEachTest } from '../__testUtils__/engine';
import { advanceClock, settle } from '../__testUtils__/reconcilers';
import {
  act,
  decisionOn,
  readResource,
  submitBucket,
} from '../__testUtils__/requests';
import { approveRequest } from '../service/approveRequest';
import { timeView } from './lifeOf';

const day = 86_400_000;
const engine = engineForEachTest({
  settings: {
    environments: { preview: { class: 'preview', maximumTtl: 'P14D' } },
    approvals: [{ environmentClasses: ['preview'] }],
  },
});

describe('a maximum', () => {
  it('is counted from when it may be made, not from when it was asked for', async () => {
    const request = await submitBucket(engine, {
      environment: 'preview',
      ttl: 'P13D',
    });
    advanceClock(engine, 5 * day);
    await approveRequest(engine, decisionOn(request));
    const since = engine.clock.now.getTime();
    await settle(engine, 0);
    const row = await readResource(engine, request.resource_id);
    const { expiresAt, extendableUntil } = timeView(engine, row);
    expect([expiresAt, extendableUntil]).toEqual(
      [13, 14].map(days => new Date(since + days * day).toISOString()),
    );
    const { resource } = await act(engine, row.id, 'extend');
    expect(resource.expires_at).toEqual(new Date(since + 14 * day));
  });
});
