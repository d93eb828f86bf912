import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';

/** One step of the way to a page. */
type Crumb = { label: string; href: string };

/**
 * Registers the way to the page. The entries wrap nothing on purpose: the page
 * would start anew when a name arrives.
 */
export function Crumbs(props: { crumbs: readonly Crumb[] }) {
  return props.crumbs.reduceRight<JSX.Element>(
    (inner, crumb) => <BreadcrumbEntry entry={crumb}>{inner}</BreadcrumbEntry>,
    <></>,
  );
}
