import { atCluster } from '../cluster/toStepError';
import {
  Live,
  NamespaceContext,
  namespaceIn,
  NamespaceStep,
  pending,
} from '../context';
import { listAccess, removeAccess } from './accessObjects';

/** Ends all kubeconfigs that were issued: they are of people of another team. */
export function revokeStep(live: Live): NamespaceStep {
  const find = (context: NamespaceContext) =>
    listAccess(live, {
      namespace: namespaceIn(context),
      signal: context.signal,
    });
  return {
    key: 'revoke-access',
    title: 'End the kubeconfigs of the former team',
    repeatable: true,
    check: context =>
      atCluster(live.cluster, async () =>
        (await find(context)).length === 0 ? { done: true } : pending,
      ),
    do: context =>
      atCluster(live.cluster, async () => {
        const found = await find(context);
        await removeAccess(live, found, context);
        const people = found.filter(({ kind }) => kind === 'ServiceAccount');
        context.log(
          `Kubeconfigs of ${people.length} ${
            people.length === 1 ? 'person' : 'people'
          } do not work any more`,
        );
        return { done: true };
      }),
  };
}
