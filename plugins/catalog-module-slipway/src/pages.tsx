import { createRouteRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  RiBracesLine,
  RiOrganizationChart,
  RiStackLine,
} from '@remixicon/react';

/** `page:catalog` with a table of our own columns, which the server pages. */
export const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  params: {
    icon: <RiStackLine />,
    noHeader: true,
    loader: () =>
      import('./list/CatalogPage').then(module => (
        <module.CatalogPage title="Catalog" />
      )),
  },
});

/** `page:api-docs` with the same table, of APIs only. */
export const apisPage = apiDocsPlugin.getExtension('page:api-docs').override({
  params: {
    icon: <RiBracesLine />,
    noHeader: true,
    loader: () =>
      import('./list/CatalogPage').then(module => (
        <module.CatalogPage title="APIs" onlyKind="api" />
      )),
  },
});

const organisationRouteRef = createRouteRef();

export const organisationPage = PageBlueprint.make({
  name: 'organisation',
  params: {
    path: '/organisation',
    title: 'Organisation',
    icon: <RiOrganizationChart />,
    noHeader: true,
    routeRef: organisationRouteRef,
    loader: () =>
      import('./organisation/OrganisationPage').then(module => (
        <module.OrganisationPage />
      )),
  },
});
