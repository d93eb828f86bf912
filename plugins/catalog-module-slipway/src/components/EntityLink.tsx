import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** Properties of {@link EntityLink}. */
export type EntityLinkProps = {
  /** Full reference, `group:default/checkout`. */
  entityRef: string;
  className?: string;
};

/** An entity's title that leads to its page; the reference shows on hover. */
export function EntityLink(props: EntityLinkProps) {
  const { entityRef, className } = props;
  const { primaryTitle } = useEntityPresentation(entityRef);
  const entityPath = useEntityRefLink();
  return (
    <Link
      href={entityPath(entityRef)}
      title={entityRef}
      standalone
      className={className}
    >
      {primaryTitle}
    </Link>
  );
}
