import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import { entityNameOf } from '@slipway/plugin-self-service-common';
import { resourceAnnotations } from '@slipway/plugin-service-metadata-common';
import { Resource } from './SelfServiceApi';

/** Labels, by which the catalog's list can be narrowed. */
export const environmentLabel = 'slipway.dev/environment';

/**
 * The catalog entity of a resource: of its kind, owned by its team, and a
 * dependency of the component that asked for it.
 *
 * @param options - `appUrl`: where the portal's pages are, for the link
 */
export function toEntity(
  resource: Resource,
  options: { appUrl: string },
): Entity {
  const { id, kind, name, team, environment, system, component } = resource;
  const page = `${options.appUrl.replace(
    /\/$/,
    '',
  )}/self-service/resources/${id}`;
  const location = `self-service:${id}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      namespace: 'default',
      name: entityNameOf(resource),
      title: name,
      description: describe(resource),
      ...(resource.sample && { tags: ['sample'] }),
      labels: { [environmentLabel]: environment },
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_VIEW_URL]: page,
        [resourceAnnotations.selfServiceId]: id,
      },
      links: [{ url: page, title: 'Self-service' }],
    },
    spec: {
      type: kind,
      owner: team,
      ...(system && { system }),
      ...(component && { dependencyOf: [component] }),
    },
  };
}

/** `Namespace in dev on eu-1. Tier: small.` */
function describe({ kind, environment, target, facts }: Resource): string {
  const word = kind.replaceAll('-', ' ');
  const start = `${word[0].toUpperCase()}${word.slice(
    1,
  )} in ${environment} on ${target}.`;
  return [start, ...facts.map(fact => `${fact.label}: ${fact.value}.`)].join(
    ' ',
  );
}
