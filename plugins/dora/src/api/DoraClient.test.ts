import { ResponseError } from '@backstage/errors';
import { DoraClient } from './DoraClient';

function clientWith(response: Response) {
  const fetch = jest.fn().mockResolvedValue(response);
  return { client: new DoraClient({ fetchApi: { fetch } }), fetch };
}

describe('DoraClient', () => {
  it('names parameters as the API does and leaves defaults to it', async () => {
    const page = { items: [], totalItems: 0, offset: 0, limit: 25 };
    const { client, fetch } = clientWith(Response.json(page));
    const controller = new AbortController();
    const answer = await client.deployments(
      {
        entityRef: 'group:default/checkout',
        filter: 'failed',
        search: '',
        environment: undefined,
        limit: 25,
      },
      { signal: controller.signal },
    );
    expect(answer).toEqual(page);
    expect(fetch).toHaveBeenCalledWith(
      'plugin://dora/deployments?entityRef=group%3Adefault%2Fcheckout&filter=failed&limit=25',
      { signal: controller.signal },
    );
  });

  it('asks for one deployment by its id', async () => {
    const { client, fetch } = clientWith(Response.json({ id: 'a/b' }));
    await client.deployment('a/b');
    expect(fetch.mock.calls[0][0]).toBe('plugin://dora/deployments/a%2Fb');
  });

  it('downloads all rows rather than the page that is shown', async () => {
    const { client, fetch } = clientWith(new Response('sha\nabc\n'));
    const blob = await client.csv({
      table: 'changes',
      query: { leadTimeTo: 3600, sort: '-leadTime', offset: 50, limit: 25 },
    });
    expect(blob.size).toBe(8);
    expect(fetch.mock.calls[0][0]).toBe(
      'plugin://dora/changes?leadTimeTo=3600&sort=-leadTime&format=csv',
    );
  });

  it("throws the backend's own words", async () => {
    const body = {
      error: { name: 'NotAllowedError', message: 'not yours' },
      response: { statusCode: 403 },
    };
    const { client } = clientWith(Response.json(body, { status: 403 }));
    const failure = await client.metrics({}).catch(error => error);
    expect(failure).toBeInstanceOf(ResponseError);
    expect(failure.body.error.message).toBe('not yours');
  });
});
