import { eventually } from '@slipway/testing';
import { ana, call, checkout, ProofPortal } from './portal';

type At = Pick<ProofPortal, 'url'>;

/** What somebody of the team says who wants a namespace. */
export function namespaceWish(inputs: object) {
  return {
    kind: 'namespace',
    inputs: { team: checkout, environment: 'dev', ...inputs },
  };
}

/** Asks for a namespace that is let in, and is given its request. */
export async function askForNamespace(at: At, inputs: object): Promise<any> {
  const wish = namespaceWish(inputs);
  const { status, body, text } = await call(at, ana, 'POST', '/requests', wish);
  expect([status, text]).toEqual([201, expect.anything()]);
  return body;
}

/** Asks for an action that is let in, and is given its result. */
export async function act(
  at: At,
  resourceId: string,
  action: string,
  input: object = {},
): Promise<any> {
  const { status, body, text } = await call(
    at,
    ana,
    'POST',
    `/resources/${resourceId}/actions/${action}`,
    { input, reason: 'It is part of the proof' },
  );
  expect([status, text]).toEqual([202, expect.anything()]);
  return body;
}

/** The request once it has come to that. */
export function requestWhen(
  at: At,
  id: string,
  done: (request: any) => boolean,
): Promise<any> {
  return answerWhen(at, `/requests/${id}`, done);
}

/** The resource once it has come to that. */
export function resourceWhen(
  at: At,
  id: string,
  done: (resource: any) => boolean,
): Promise<any> {
  return answerWhen(at, `/resources/${id}`, done);
}

async function answerWhen(at: At, path: string, done: (body: any) => boolean) {
  const { body } = await eventually(
    () => call(at, ana, 'GET', path),
    answer => done(answer.body),
  );
  return body;
}

/** A request at its end, which is to be a good one. */
export async function settled(at: At, id: string): Promise<any> {
  const request = await requestWhen(at, id, ({ state }) =>
    ['done', 'failed', 'cancelled'].includes(state),
  );
  expect(request).toMatchObject({ id, state: 'done', failure: null });
  return request;
}
