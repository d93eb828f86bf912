import {
  Entity,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import {
  readGroupMetadata,
  readServiceMetadata,
} from '@slipway/plugin-service-metadata-common';
import { DataColumn } from '@slipway/ui';
import { EntityLink } from '../components/EntityLink';
import { EntityLinks } from '../components/EntityLinks';
import { entityTitle } from '../components/entityTitle';
import { Muted } from '../components/Muted';
import { OnCall } from '../components/OnCall';
import { relationTargets } from '../components/relationTargets';
import { TierBadge } from '../components/TierBadge';
import styles from './columns.module.css';

type Column = DataColumn<Entity>;

const relationColumn = (
  id: string,
  label: string,
  type: string,
  kind?: string,
): Column => ({
  id,
  label,
  cell: entity => (
    <EntityLinks entityRefs={relationTargets(entity, type, kind)} />
  ),
});

function NameCell(props: { entity: Entity }) {
  const { entity } = props;
  const entityPath = useEntityRefLink();
  return (
    <div className={styles.name}>
      <Link
        href={entityPath(entity)}
        title={stringifyEntityRef(entity)}
        weight="bold"
        standalone
      >
        {entityTitle(entity)}
      </Link>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.description}
      >
        {entity.metadata.description}
      </Text>
    </div>
  );
}

const name: Column = {
  id: 'name',
  label: 'Name',
  sortable: true,
  cell: entity => <NameCell entity={entity} />,
};

const type: Column = {
  id: 'type',
  label: 'Type',
  sortable: true,
  cell: entity => entity.spec?.type?.toString(),
};

const tier: Column = {
  id: 'tier',
  label: 'Tier',
  sortable: true,
  cell: entity => {
    const value = readServiceMetadata(entity).tier;
    return value ? <TierBadge tier={value} /> : <Muted>Not set</Muted>;
  },
};

const lifecycle: Column = {
  id: 'lifecycle',
  label: 'Lifecycle',
  sortable: true,
  cell: entity => entity.spec?.lifecycle?.toString(),
};

const onCall: Column = {
  id: 'onCall',
  label: 'On call',
  cell: entity => {
    const contact = readServiceMetadata(entity).onCall;
    return contact ? <OnCall contact={contact} /> : <Muted>Not set</Muted>;
  },
};

const lead: Column = {
  id: 'lead',
  label: 'Lead',
  cell: entity => {
    const entityRef = readGroupMetadata(entity).lead;
    return entityRef ? (
      <EntityLink entityRef={entityRef} />
    ) : (
      <Muted>Not set</Muted>
    );
  },
};

const owner = relationColumn('owner', 'Owner', RELATION_OWNED_BY);
const system = relationColumn('system', 'System', RELATION_PART_OF, 'system');
const domain = relationColumn('domain', 'Domain', RELATION_PART_OF, 'domain');
const parent = relationColumn('parent', 'Part of', RELATION_CHILD_OF);
const teams = relationColumn('teams', 'Teams', RELATION_MEMBER_OF);

/** Columns for entities of several kinds. */
export const mixedColumns = { name, type, tier, owner, lifecycle, onCall };

const columnsByKind: Record<string, Column[]> = {
  component: [name, type, tier, owner, system, lifecycle, onCall],
  api: [name, type, tier, owner, system, lifecycle],
  resource: [name, type, tier, owner, system, onCall],
  system: [name, tier, owner, domain, onCall],
  domain: [name, owner],
  group: [name, type, parent, lead, onCall],
  user: [name, teams],
};

/** What a phone has room for, in the lines under a name. */
const narrowColumns = ['name', 'tier', 'owner', 'onCall', 'lead', 'teams'];

/** The columns that say something about entities of a kind. */
export function columnsOf(
  kind: string,
  options: { narrow: boolean },
): Column[] {
  const columns = columnsByKind[kind] ?? [name, type, owner];
  return options.narrow
    ? columns.filter(column => narrowColumns.includes(column.id))
    : columns;
}
