import { ButtonLink, Container, Header } from '@backstage/ui';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { Links } from '../filters/useLinks';
import { describeWindow } from '../overview/describeWindow';
import { nameOf } from '../rows/labels';
import { Crumbs } from './Crumbs';
import { ScopeBody } from './ScopeBody';
import styles from './pages.module.css';
import { Scope, ScopeView, useScope } from './useScope';

/** The views of a scope, in the order of their tabs. */
const viewNames: Record<ScopeView, string> = {
  overview: 'Overview',
  deployments: 'Deployments',
  changes: 'Changes',
  coverage: 'Coverage',
};

const views = Object.keys(viewNames) as ScopeView[];

function hrefOf(view: ScopeView, links: Links, entityRef: string | undefined) {
  switch (view) {
    case 'overview':
      return links.scope(entityRef);
    default:
      return links[view]();
  }
}

/** The way from the organisation to a view of a scope. */
function crumbsOf(scope: Scope, view: ScopeView, title: string) {
  const { entityRef, lineage, links } = scope;
  const crumbs = (lineage?.ancestors ?? []).map(ancestor => ({
    label: ancestor.title,
    href: links.scope(ancestor.entityRef),
  }));
  if (entityRef) crumbs.push({ label: title, href: links.scope(entityRef) });
  if (view !== 'overview') {
    crumbs.push({
      label: viewNames[view],
      href: hrefOf(view, links, entityRef),
    });
  }
  return crumbs;
}

/**
 * The head of every page about a scope: whose data, which window and time
 * zone, and the views; below it the filters and the view itself.
 */
export function ScopeFrame(props: {
  entityRef: string | undefined;
  view: ScopeView;
  children: (scope: Scope) => ReactNode;
}) {
  const { entityRef, view, children } = props;
  const config = useApi(configApiRef);
  const scope = useScope(entityRef);
  const { filters, links, lineage } = scope;
  const report = scope.report.data;
  const title = entityRef
    ? lineage?.title ?? report?.scope.title ?? nameOf(entityRef)
    : config.getOptionalString('organization.name') ?? 'Organisation';
  return (
    <main className={styles.frame}>
      <Header
        title={title}
        description={describeWindow(filters, report)}
        tabs={views.map(id => ({
          id,
          label: viewNames[id],
          href: hrefOf(id, links, entityRef),
        }))}
        activeTabId={view}
        customActions={
          <ButtonLink
            href={links.definition()}
            variant="tertiary"
            className={styles.wideOnly}
          >
            Definitions
          </ButtonLink>
        }
      />
      <Crumbs crumbs={crumbsOf(scope, view, title)} />
      <Container>
        <ScopeBody scope={scope} view={view}>
          {children(scope)}
        </ScopeBody>
      </Container>
    </main>
  );
}
