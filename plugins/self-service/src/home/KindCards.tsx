import { ButtonLink, Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { ContextView, KindView } from '@slipway/plugin-self-service-common';
import { EmptyState, LoadingState, Panel, useRemote } from '@slipway/ui';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { Loaded } from '../data/Loaded';
import { requestWords } from '../shared/actionWords';
import { Links, useLinks } from '../shared/useLinks';
import styles from './home.module.css';

/** Where it would be made, and whether it can be now. */
function targetWords(kind: KindView, context: ContextView): string {
  const targets = context.targets.filter(target =>
    target.kinds.includes(kind.id),
  );
  if (targets.length === 0) return 'No target is set up for it yet';
  return `Made in ${targets.map(target => target.title).join(', ')}`;
}

function KindCard(props: {
  kind: KindView;
  context: ContextView | undefined;
  links: Links;
}) {
  const { kind, context, links } = props;
  return (
    <li className={styles.kind}>
      <Text as="h3" variant="body-large" weight="bold">
        {kind.title}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {kind.description}
      </Text>
      <div className={styles.kindFoot}>
        {context?.mayRequest !== false && (
          <ButtonLink href={links.form(kind.id)} variant="primary">
            {requestWords(kind)}
          </ButtonLink>
        )}
        <Text as="p" variant="body-small" color="secondary">
          {context ? targetWords(kind, context) : '\u00a0'}
        </Text>
      </div>
    </li>
  );
}

function Cards(props: {
  kinds: readonly KindView[];
  context: ContextView | undefined;
}) {
  const { kinds, context } = props;
  const links = useLinks();
  if (kinds.length === 0) {
    return (
      <EmptyState
        title="Nothing can be asked for yet"
        description="A platform engineer adds kinds, such as namespaces, to the backend."
        headingLevel={3}
      />
    );
  }
  return (
    <ul className={styles.kinds}>
      {kinds.map(kind => (
        <KindCard key={kind.id} kind={kind} context={context} links={links} />
      ))}
    </ul>
  );
}

/** What can be asked for: a card each, with the verb. */
export function KindCards(props: { context: ContextView | undefined }) {
  const { context } = props;
  const api = useApi(selfServiceApiRef);
  const kinds = useRemote(api, 'kinds', signal => api.kinds({ signal }));
  return (
    <Panel
      title="Ask for"
      headingLevel={2}
      description={
        context && !context.mayRequest
          ? 'You may look, but not ask: a platform engineer grants that by the permission self-service.request.'
          : undefined
      }
    >
      <Loaded
        remote={kinds}
        what="What you can ask for"
        placeholder={
          <LoadingState
            label="Loading what you can ask for"
            rows={1}
            rowHeight={112}
          />
        }
        headingLevel={3}
      >
        {known => <Cards kinds={known} context={context} />}
      </Loaded>
    </Panel>
  );
}
