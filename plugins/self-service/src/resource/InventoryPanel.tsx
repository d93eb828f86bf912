import { Text } from '@backstage/ui';
import {
  InventoryItem,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import {
  DataColumn,
  DataTable,
  formatQuantity,
  Panel,
  RelativeTime,
  StatusBadge,
} from '@slipway/ui';
import styles from './resource.module.css';

const columns: DataColumn<InventoryItem>[] = [
  {
    id: 'reference',
    label: 'Object',
    cell: ({ reference }) => <code className={styles.value}>{reference}</code>,
  },
  {
    id: 'state',
    label: 'State',
    cell: ({ state }) =>
      state === 'present' ? (
        <StatusBadge tone="positive">There</StatusBadge>
      ) : (
        <StatusBadge tone="ended">Removed</StatusBadge>
      ),
  },
  {
    id: 'since',
    label: 'Since',
    cell: ({ since }) => (
      <span className={styles.nowrap}>
        <RelativeTime instant={since} />
      </span>
    ),
  },
];

/** Each object it is made of, as the target names it. */
export function InventoryPanel(props: { resource: ResourceDetail }) {
  const { inventory } = props.resource;
  return (
    <Panel
      title="Inventory"
      headingLevel={2}
      description={
        inventory.length > 0
          ? `${formatQuantity(inventory.length, 'object')} made for it`
          : undefined
      }
    >
      <DataTable
        label="Inventory"
        columns={columns}
        rows={inventory}
        getRowId={row => row.key}
        empty={
          <Text as="p" variant="body-small" color="secondary">
            Nothing is made of it yet.
          </Text>
        }
      />
    </Panel>
  );
}
