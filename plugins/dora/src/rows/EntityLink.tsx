import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Links } from '../filters/useLinks';

/** A team or a service by the catalog's title of it; opens its delivery with the same filters. */
export function EntityLink(props: {
  entityRef: string;
  links: Links;
  title?: string;
}) {
  const { entityRef, links, title } = props;
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: parseEntityRef(entityRef).kind,
  });
  return (
    <Link href={links.scope(entityRef)} standalone variant="body-medium">
      {title ?? primaryTitle}
    </Link>
  );
}
