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
