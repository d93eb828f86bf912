import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

/** `entity-card:catalog/about` with the answers people look for first. */
export const aboutCard = catalogPlugin
  .getExtension('entity-card:catalog/about')
  .override({
    params: {
      filter: {},
      loader: () =>
        import('../about/AboutCard').then(module => <module.AboutCard />),
    },
  });

export const overviewLayout = EntityContentLayoutBlueprint.make({
  name: 'slipway',
  params: {
    loader: () =>
      import('./OverviewLayout').then(module => module.OverviewLayout),
  },
});

export const dependenciesContent = EntityContentBlueprint.make({
  name: 'dependencies',
  params: {
    path: '/dependencies',
    title: 'Dependencies',
    filter: { kind: { $in: ['component', 'api', 'resource'] } },
    loader: () =>
      import('../dependencies/DependenciesContent').then(module => (
        <module.DependenciesContent />
      )),
  },
});

export const partsCard = EntityCardBlueprint.make({
  name: 'parts',
  params: {
    type: 'info',
    filter: { kind: { $in: ['system', 'domain'] } },
    loader: () =>
      import('../dependencies/PartsCard').then(module => <module.PartsCard />),
  },
});

export const ownedServicesCard = EntityCardBlueprint.make({
  name: 'owned-services',
  params: {
    filter: { kind: { $in: ['group', 'user'] } },
    loader: () =>
      import('../owned/OwnedServicesCard').then(module => (
        <module.OwnedServicesCard />
      )),
  },
});

/** `entity-content:api-docs/apis` with the same tables as the dependencies. */
export const apisContent = apiDocsPlugin
  .getExtension('entity-content:api-docs/apis')
  .override({
    params: {
      loader: () =>
        import('../dependencies/ApisContent').then(module => (
          <module.ApisContent />
        )),
    },
  });

export const graphContent = EntityContentBlueprint.make({
  name: 'graph',
  params: {
    path: '/graph',
    title: 'Graph',
    filter: {
      kind: { $in: ['component', 'api', 'resource', 'system', 'domain'] },
    },
    loader: () =>
      import('../dependencies/GraphContent').then(module => (
        <module.GraphContent />
      )),
  },
});
