import {
  RiArchiveLine,
  RiBox3Line,
  RiBracesLine,
  RiDatabase2Line,
  RiNodeTree,
  RiOrganizationChart,
  RiShapesLine,
  RiUser3Line,
} from '@remixicon/react';

const icons = {
  component: RiBox3Line,
  api: RiBracesLine,
  resource: RiDatabase2Line,
  system: RiNodeTree,
  domain: RiShapesLine,
  group: RiOrganizationChart,
  user: RiUser3Line,
} as const;

/** The icon of an entity's kind. Decoration: say the kind in words too. */
export function KindIcon(props: { kind: string | undefined; size?: number }) {
  const { kind = '', size = 16 } = props;
  const known = Object.entries(icons).find(
    ([name]) => name === kind.toLowerCase(),
  );
  const Icon = known ? known[1] : RiArchiveLine;
  return <Icon size={size} aria-hidden />;
}
