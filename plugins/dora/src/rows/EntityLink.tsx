import { Link } from '@backstage/ui';
import { Links } from '../filters/useLinks';
import { nameOf } from './labels';

/** A team or a service by its name; opens its delivery with the same filters. */
export function EntityLink(props: {
  entityRef: string;
  links: Links;
  title?: string;
}) {
  const { entityRef, links, title } = props;
  return (
    <Link href={links.scope(entityRef)} standalone variant="body-medium">
      {title ?? nameOf(entityRef)}
    </Link>
  );
}
