import {
  BreadcrumbEntry,
  PageLayoutProps,
  useBreadcrumbEntries,
} from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { useResolvedPath } from 'react-router-dom';

const withoutEndSlash = (path: string) => path.replace(/\/$/, '');

/** The line above a page: where it is, its tabs and its plugin's buttons. */
function PageHeader(props: PageLayoutProps & { rootPath: string }) {
  const { title, icon, titleLink, headerActions, tabs, rootPath } = props;
  const { items } = useBreadcrumbEntries();
  return (
    // A landmark, because pages keep their own content in `main` below it.
    <div role="region" aria-label="Place in the portal">
      <PluginHeader
        title={title}
        icon={icon}
        titleLink={titleLink}
        breadcrumbs={items}
        customActions={headerActions}
        tabs={tabs?.map(tab => ({
          ...tab,
          href: tab.href.startsWith('/') ? tab.href : `${rootPath}/${tab.href}`,
          matchStrategy: 'prefix' as const,
        }))}
      />
    </div>
  );
}

/** Frames a page of any plugin, unless the page draws its own title. */
export function PageLayout(props: PageLayoutProps) {
  const { title, titleLink, noHeader, children } = props;
  const rootPath = withoutEndSlash(useResolvedPath('.').pathname);
  if (noHeader) {
    return <>{children}</>;
  }
  const content = (
    <>
      <PageHeader {...props} rootPath={rootPath} />
      {children}
    </>
  );
  return title ? (
    <BreadcrumbEntry
      entry={{ label: title, href: titleLink ?? (rootPath || '/') }}
    >
      {content}
    </BreadcrumbEntry>
  ) : (
    content
  );
}
