import { useApi } from '@backstage/frontend-plugin-api';
import { Remote, useRemote } from '@slipway/ui';
import { SelfServiceApi, selfServiceApiRef } from '../api/SelfServiceApi';

type Listing = 'policies' | 'prices' | 'targets';
type AnswerOf<L extends Listing> = Awaited<ReturnType<SelfServiceApi[L]>>;

/** One of the lists that the API answers whole. */
export function useAnswer<L extends Listing>(listing: L): Remote<AnswerOf<L>>;
export function useAnswer(listing: Listing): Remote<unknown> {
  const api = useApi(selfServiceApiRef);
  return useRemote<unknown>(api, listing, signal => api[listing]({ signal }));
}
