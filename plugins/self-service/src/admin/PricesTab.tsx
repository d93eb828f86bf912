import { PriceView } from '@slipway/plugin-self-service-common';
import {
  DataColumn,
  EmptyState,
  formatDay,
  formatMoney,
  formatQuantity,
} from '@slipway/ui';
import { Listing } from '../shared/Listing';
import { useAnswer } from './useAnswer';
import styles from './admin.module.css';

const columns: DataColumn<PriceView>[] = [
  {
    id: 'title',
    label: 'Of',
    cell: row => (
      <span className={styles.stack}>
        <strong>{row.title}</strong>
        <span className={styles.note}>{row.sku}</span>
      </span>
    ),
  },
  {
    id: 'price',
    label: 'Price per month',
    numeric: true,
    cell: row =>
      `${formatMoney({ amount: row.unitPrice, currency: row.currency })} per ${
        row.unit
      }`,
  },
  {
    id: 'validFrom',
    label: 'Valid from',
    cell: row => formatDay(row.validFrom),
  },
  { id: 'source', label: 'Source', cell: row => row.source },
];

/** The price book, from which costs are estimated. */
export function PricesTab() {
  const answer = useAnswer('prices');
  const { data } = answer;
  return (
    <Listing
      title="Price book"
      description={
        data
          ? `${formatQuantity(
              data.length,
              'price',
            )}, for a month of 730 hours. What has no price is shown as not known, never as 0`
          : undefined
      }
      answer={answer}
      rows={data}
      columns={columns}
      getRowId={row => `${row.sku} ${row.validFrom}`}
      empty={
        <EmptyState
          title="No price is known"
          description="Costs are shown as not known until selfService.prices of the settings has prices."
          headingLevel={3}
        />
      }
    />
  );
}
