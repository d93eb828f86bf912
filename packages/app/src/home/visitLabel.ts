import { Visit } from '@backstage/plugin-home';

/** What a visited page is called: by its entity or, without one, by its name. */
export type VisitLabel =
  | { entityRef: string; prefix?: string }
  | { title: string };

const pageTitles: Record<string, string> = {
  '/catalog': 'Catalog',
  '/api-docs': 'APIs',
  '/organisation': 'Organisation',
  '/delivery': 'Delivery',
  '/delivery/deployments': 'Deployments',
  '/delivery/changes': 'Changes',
  '/delivery/coverage': 'Coverage of delivery metrics',
  '/delivery/definitions': 'Definitions of delivery metrics',
  '/catalog-graph': 'Graph of the catalog',
};

/** Names a visit; undefined for pages that nobody goes back to. */
export function visitLabel(visit: Visit): VisitLabel | undefined {
  const path = visit.pathname.replace(/\/+$/, '') || '/';
  const entity = /^\/catalog\/([^/]+)\/([^/]+)\/([^/]+)/.exec(path);
  if (entity) {
    const [, namespace, kind, name] = entity;
    return { entityRef: `${kind}:${namespace}/${name}` };
  }
  const delivery = /^\/delivery\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path);
  if (delivery) {
    const [, kind, namespace, name] = delivery;
    return { entityRef: `${kind}:${namespace}/${name}`, prefix: 'Delivery of' };
  }
  if (pageTitles[path]) {
    return { title: pageTitles[path] };
  }
  // Home itself, searches and settings are a key or a click away anyway.
  return undefined;
}

export type NamedVisit = { visit: Visit; label: VisitLabel };

/** Visits worth going back to, the latest first, each page once. */
export function nameVisits(visits: Visit[], limit: number): NamedVisit[] {
  const seen = new Set<string>();
  return visits
    .flatMap(visit => {
      const label = visitLabel(visit);
      const key = JSON.stringify(label);
      if (!label || seen.has(key)) {
        return [];
      }
      seen.add(key);
      return [{ visit, label }];
    })
    .slice(0, limit);
}
