import { ListPage, RequestSummary } from '@slipway/plugin-self-service-common';
import { Caller, Engine } from '../../ports';
import {
  listRequests as readRequests,
  RequestFilter,
  RequestOrder,
} from '../../store/read/listRequests';
import { presentRequests } from './getRequest';
import { personOf } from './getContext';

export type RequestListOptions = Omit<RequestFilter, 'mine' | 'waitingFor'> & {
  mine?: boolean;
  waitingForMe?: boolean;
  order?: RequestOrder;
  descending?: boolean;
  cursor?: string;
  limit: number;
};

/** One page of requests, as who asks sees them. */
export async function listRequests(
  engine: Engine,
  options: RequestListOptions,
  caller: Caller,
): Promise<ListPage<RequestSummary>> {
  const {
    mine,
    waitingForMe,
    order = 'requestedAt',
    descending = true,
    cursor,
    limit,
    ...filter
  } = options;
  const person =
    mine || waitingForMe ? await personOf(engine, caller) : undefined;
  const { rows, total, next } = await readRequests(
    engine.knex,
    {
      ...filter,
      ...(mine &&
        person && {
          mine: {
            person: person.ref,
            groups: [...person.groups, ...person.led],
          },
        }),
      ...(waitingForMe &&
        person && {
          waitingFor: {
            person: person.ref,
            led: person.led,
            groups: person.groups,
          },
        }),
    },
    { order, descending, cursor, limit },
  );
  return { items: await presentRequests(engine, rows, caller), total, next };
}
