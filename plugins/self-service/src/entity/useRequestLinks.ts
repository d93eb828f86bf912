import { useApi } from '@backstage/frontend-plugin-api';
import { useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { useContextView } from '../data/useContextView';
import { requestWords } from '../shared/actionWords';
import { LinkParameters, useLinks } from '../shared/useLinks';

/** Forms that a person may fill in, with what is known of the page's entity. */
export function useRequestLinks(
  inputs: LinkParameters,
): Array<{ kind: string; words: string; href: string }> {
  const api = useApi(selfServiceApiRef);
  const links = useLinks();
  const context = useContextView().data;
  const kinds = useRemote(api, 'kinds', signal => api.kinds({ signal })).data;
  if (!context?.mayRequest || !kinds) return [];
  return kinds.map(kind => ({
    kind: kind.id,
    words: requestWords(kind),
    href: links.form(kind.id, inputs),
  }));
}
