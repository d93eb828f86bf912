import { Entity } from '@backstage/catalog-model';
import {
  readServiceMetadata,
  serviceAnnotations,
  ServiceMetadata,
} from '@slipway/plugin-service-metadata-common';

/** A place to go to for an entity, or how to say where it is. */
export type Destination = {
  id: string;
  icon: 'docs' | 'runbook' | 'dashboard' | 'source' | 'chat' | 'link';
  title: string;
  /** Address, or a channel's name that leads nowhere by itself. */
  target: { url: string } | { name: string } | undefined;
  /** Where in the entity's file to add it, when there is none but ought to be. */
  remedy: string | undefined;
};

type Place = Exclude<Destination['icon'], 'link'>;

const remedies: Record<Place, string> = {
  docs: `metadata.annotations.${serviceAnnotations.docs}`,
  runbook: `metadata.annotations.${serviceAnnotations.runbook}`,
  dashboard: `metadata.annotations.${serviceAnnotations.dashboard}`,
  source: 'metadata.links with the title "Repository"',
  chat: `metadata.annotations.${serviceAnnotations.chat}`,
};

const isSourceTitle = (title: string | undefined) =>
  /^(repository|source|source code)$/i.test(title ?? '');

function readSource(entity: Entity): string | undefined {
  const location =
    entity.metadata.annotations?.['backstage.io/source-location'];
  const annotated = location?.startsWith('url:')
    ? location.slice('url:'.length)
    : undefined;
  const link = entity.metadata.links?.find(({ title }) => isSourceTitle(title));
  return annotated ?? link?.url;
}

function readChat({ chat }: ServiceMetadata): Destination['target'] {
  if (!chat) {
    return undefined;
  }
  return chat.type === 'url' ? { url: chat.url } : { name: chat.channel };
}

/** Components ought to say where things are; a library runs nowhere. */
function isExpected(entity: Entity, place: Place): boolean {
  const isComponent = entity.kind.toLocaleLowerCase('en-US') === 'component';
  const runs = entity.spec?.type !== 'library';
  return isComponent && (runs || !['runbook', 'dashboard'].includes(place));
}

/** Only addresses of the web: a catalog file must not smuggle in a script. */
const toUrl = (url: string | undefined) =>
  url && /^https?:\/\//i.test(url) ? { url } : undefined;

/** Where an entity's docs, runbook, dashboard, source, chat and links are. */
export function listDestinations(entity: Entity): Destination[] {
  const metadata = readServiceMetadata(entity);
  const place = (
    icon: Place,
    title: string,
    target: Destination['target'],
  ): Destination => ({
    id: icon,
    icon,
    title,
    target,
    remedy: !target && isExpected(entity, icon) ? remedies[icon] : undefined,
  });
  const otherLinks = (entity.metadata.links ?? []).filter(
    ({ title }) => !isSourceTitle(title),
  );
  return [
    place('docs', 'Docs', toUrl(metadata.docs)),
    place('runbook', 'Runbook', toUrl(metadata.runbook)),
    place('dashboard', 'Dashboard', toUrl(metadata.dashboard)),
    place('source', 'Source', toUrl(readSource(entity))),
    place('chat', 'Chat', readChat(metadata)),
    ...otherLinks.map(
      ({ url, title }): Destination => ({
        id: url,
        icon: 'link',
        title: title ?? url,
        target: toUrl(url),
        remedy: undefined,
      }),
    ),
  ];
}
