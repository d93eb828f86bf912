import { clearSample } from './clearSample';
import { generateSample } from './generateSample';
import { LoadSampleOptions, SampleProgress, loadSample } from './loadSample';
import { FakePortal } from './testing/FakePortal';
import { testComponents } from './testing/testComponents';

const until = new Date('2026-11-21T00:00:00Z');
const expected = generateSample({ components: testComponents, until });
const expectedDeployments = expected.flatMap(each => each.deliveries).length;
const expectedCommits = expected.flatMap(each => each.commits).length;
const unavailable = { status: 503, body: { error: { message: 'Starting' } } };

let portal: FakePortal;

beforeEach(async () => {
  portal = await FakePortal.start(testComponents);
});

afterEach(() => portal.stop());

function load(options: Partial<LoadSampleOptions> = {}) {
  return loadSample({
    url: portal.url,
    token: portal.token,
    until,
    retry: { attempts: 4, firstDelayMs: 1, timeoutMs: 10_000 },
    wait: { limitMs: 5_000, intervalMs: 1, steadyLooks: 3 },
    ...options,
  });
}

function posts() {
  return portal.requests.filter(request => request.startsWith('POST')).length;
}

describe('loadSample', () => {
  it('sends everything once, in batches, and says how far it is', async () => {
    const progress: SampleProgress[] = [];
    const result = await load({ onProgress: step => progress.push(step) });
    expect(result).toEqual({
      loaded: true,
      deployments: expectedDeployments,
      commits: expectedCommits,
    });
    expect(portal.deliveries.size).toBe(expectedDeployments);
    expect(portal.commits.size).toBe(expectedCommits);
    const total = expectedDeployments + expectedCommits;
    expect(progress.at(-1)).toEqual({ done: total, total });
    const steps = progress.map(({ done }) => done);
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
    expect(posts()).toBeLessThan(100);
  });

  it('adds nothing when everything is there', async () => {
    await load();
    const before = posts();
    expect(await load()).toEqual({
      loaded: false,
      deployments: 0,
      commits: 0,
    });
    // Only what the portal cannot tell about is offered again.
    expect(posts() - before).toBeLessThan(20);
  });

  it('adds the days since', async () => {
    await load();
    const sent = portal.deliveries.size;
    const later = new Date('2026-12-05T00:00:00Z');
    const result = await load({ until: later });
    expect(result.loaded).toBe(true);
    expect(portal.deliveries.size).toBe(sent + result.deployments);
    for (const sample of generateSample({
      components: testComponents,
      until: later,
    })) {
      for (const { id } of sample.deliveries) {
        expect(portal.deliveries.has(`sample ${id}`)).toBe(true);
      }
      for (const { commit } of sample.commits) {
        expect(
          portal.commits.has(`${sample.component.repository} ${commit.sha}`),
        ).toBe(true);
      }
    }
  });

  it('adds a component that joined the catalog', async () => {
    portal.components = testComponents.slice(1);
    await load();
    portal.components = testComponents;
    const result = await load();
    expect(result.deployments).toBeGreaterThan(0);
    expect(portal.deliveries.size).toBe(expectedDeployments);
    expect(portal.commits.size).toBe(expectedCommits);
  });

  it('goes on where an interrupted load ended', async () => {
    let left = 25;
    portal.faultFor = request => {
      left -= request === 'POST /api/dora/deliveries' ? 1 : 0;
      return left < 0 ? { status: 500 } : undefined;
    };
    await expect(load()).rejects.toThrow('answered 500');
    expect(portal.deliveries.size).toBeGreaterThan(0);
    portal.faultFor = () => undefined;
    await load();
    expect(portal.deliveries.size).toBe(expectedDeployments);
    expect(portal.commits.size).toBe(expectedCommits);
  });

  it('tries again when the network or the portal stumbles', async () => {
    const seen = new Set<string>();
    let count = 0;
    portal.faultFor = request => {
      count += 1;
      if (request.startsWith('POST') && count % 3 === 0) {
        return count % 2 ? 'hang-up' : unavailable;
      }
      const first = !seen.has(request);
      seen.add(request);
      return first ? unavailable : undefined;
    };
    const result = await load();
    expect(result.deployments).toBe(expectedDeployments);
    expect(portal.deliveries.size).toBe(expectedDeployments);
  });

  it('gives up after the last attempt and names the request', async () => {
    portal.faultFor = request =>
      request.startsWith('POST') ? unavailable : undefined;
    await expect(load()).rejects.toThrow(
      `POST ${portal.url}/api/dora/histories answered 503: Starting`,
    );
    expect(posts()).toBe(4);
  });

  it('does not repeat what the portal refuses', async () => {
    portal.faultFor = request =>
      request.startsWith('POST')
        ? { status: 400, body: { error: { message: 'head: unknown commit' } } }
        : undefined;
    await expect(load()).rejects.toThrow('answered 400: head: unknown commit');
    expect(posts()).toBe(1);
  });

  it('says what to do about a wrong token, at once', async () => {
    await expect(load({ token: 'another' })).rejects.toThrow(
      /answered 401: Unknown token .*\.slipway\/cli\.json/,
    );
    expect(portal.requests).toHaveLength(1);
  });

  it.each([
    ['waits for the catalog', 'GET /api/catalog/entities/by-query'],
    ['sends', 'POST /api/dora/deliveries'],
  ])('ends at once when asked to while it %s', async (_, where) => {
    const stop = new AbortController();
    portal.faultFor = request => {
      if (request === where) {
        stop.abort(new Error('The portal stops'));
        return unavailable;
      }
      return undefined;
    };
    const retry = { attempts: 99, firstDelayMs: 60_000, timeoutMs: 60_000 };
    const wait = { limitMs: 60_000, intervalMs: 5, steadyLooks: 3 };
    await expect(load({ signal: stop.signal, retry, wait })).rejects.toThrow(
      /The portal stops|aborted/,
    );
    const count = portal.requests.filter(each => each === where).length;
    expect(count).toBe(1);
  });

  it('waits until the catalog has stopped growing', async () => {
    portal.components = [];
    let looks = 0;
    portal.faultFor = request => {
      if (request.startsWith('GET /api/catalog')) {
        looks += 1;
        portal.components = testComponents.slice(0, Math.min(looks, 26));
      }
      return looks < 3 ? unavailable : undefined;
    };
    const result = await load();
    expect(result.deployments).toBe(expectedDeployments);
  });

  it('says so when the catalog stays empty', async () => {
    portal.components = [];
    const wait = { limitMs: 30, intervalMs: 1, steadyLooks: 3 };
    await expect(load({ wait })).rejects.toThrow(
      /no steady list of components .* Check catalog\.locations/,
    );
  });

  it('says so when nothing answers at the address', async () => {
    const { url } = portal;
    await portal.stop();
    const wait = { limitMs: 30, intervalMs: 1, steadyLooks: 3 };
    await expect(load({ url, wait })).rejects.toThrow(
      /got no answer .*ECONNREFUSED.* Is the portal running/,
    );
    portal = await FakePortal.start(testComponents);
  });

  it('says so when something else answers', async () => {
    portal.faultFor = () => ({ status: 200, body: { hello: 'world' } });
    await expect(load()).rejects.toThrow('answered something else');
  });
});

describe('clearSample', () => {
  it('removes the sample for good, until somebody asks for it again', async () => {
    await load();
    await clearSample({ url: portal.url, token: portal.token });
    expect(portal.deliveries.size).toBe(0);
    expect(await load()).toEqual({
      loaded: false,
      deployments: 0,
      commits: 0,
    });
    expect(portal.deliveries.size).toBe(0);
    const again = await load({ force: true });
    expect(again.deployments).toBe(expectedDeployments);
  });
});
