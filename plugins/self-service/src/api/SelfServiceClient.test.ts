import { ResponseError } from '@backstage/errors';
import { SelfServiceClient } from './SelfServiceClient';

function clientWith(response: Response) {
  const fetch = jest.fn().mockResolvedValue(response);
  return { client: new SelfServiceClient({ fetchApi: { fetch } }), fetch };
}

it('leaves what is not set to the defaults of the API', async () => {
  const page = { items: [], total: 0, next: null };
  const { client, fetch } = clientWith(Response.json(page));
  const controller = new AbortController();
  await client.resources(
    {
      state: [],
      team: 'group:default/checkout',
      mine: true,
      search: '',
      limit: 25,
    },
    { signal: controller.signal },
  );
  expect(fetch).toHaveBeenCalledWith(
    'plugin://self-service/resources?team=group%3Adefault%2Fcheckout&mine=true&limit=25',
    { signal: controller.signal },
  );
});

it('asks for any of several states', async () => {
  const page = { items: [], total: 0, next: null };
  const { client, fetch } = clientWith(Response.json(page));
  await client.requests({ state: ['running', 'failed'] });
  expect(fetch.mock.calls[0][0]).toBe(
    'plugin://self-service/requests?state=running%2Cfailed',
  );
});

it('approves exactly the plan that was seen', async () => {
  const { client, fetch } = clientWith(Response.json({}));
  await client.moveRequest('r/1', { move: 'approve', planHash: 'abc' });
  const [url, init] = fetch.mock.calls[0];
  expect(url).toBe('plugin://self-service/requests/r%2F1/approve');
  expect(init.method).toBe('POST');
  expect(JSON.parse(init.body)).toEqual({ planHash: 'abc' });
});

it('exports all records of a query rather than a page of them', async () => {
  const { client, fetch } = clientWith(new Response('{}\n'));
  const blob = await client.exportAudit({
    event: 'request.approved',
    limit: 50,
    cursor: 'next',
  });
  expect(blob.size).toBe(3);
  expect(fetch.mock.calls[0][0]).toBe(
    'plugin://self-service/audit/export?event=request.approved',
  );
});

it("throws the backend's own words", async () => {
  const body = {
    error: { name: 'InputError', message: 'name: must start with a letter' },
    response: { statusCode: 400 },
  };
  const { client } = clientWith(Response.json(body, { status: 400 }));
  const failure = await client
    .request({ kind: 'namespace', inputs: {} })
    .catch(error => error);
  expect(failure).toBeInstanceOf(ResponseError);
  expect(failure.body.error.message).toBe('name: must start with a letter');
});
