import { Link, Text } from '@backstage/ui';
import { CostEstimate } from '@slipway/plugin-self-service-common';
import { formatCount, formatMoney, MetricValue, Panel } from '@slipway/ui';
import { costChange, costText } from './CostText';
import styles from './shared.module.css';
import { useLinks } from './useLinks';

function Lines(props: { cost: CostEstimate }) {
  const { currency, lines } = props.cost;
  return (
    <dl className={styles.costLines}>
      {lines.map(line => (
        <div key={line.sku}>
          <dt>
            {line.title}
            <span className={styles.basis}>
              {line.unitPrice === null
                ? `${formatCount(line.quantity)} ${line.unit}`
                : `${formatCount(line.quantity)} × ${formatMoney({
                    currency,
                    amount: line.unitPrice,
                  })} per ${line.unit}`}
            </span>
          </dt>
          <dd title={line.source ?? undefined}>
            {line.amount === null
              ? 'no price'
              : formatMoney({ currency, amount: line.amount })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What it costs in a month, line by line, and against what it costs now. */
export function CostPanel(props: {
  cost: CostEstimate | null;
  before?: CostEstimate | null;
}) {
  const { cost, before = null } = props;
  const links = useLinks();
  const change = costChange(cost, before);
  return (
    <Panel
      title="Cost"
      headingLevel={2}
      description={
        <>
          Estimate for a month of 730 hours, from the{' '}
          <Link href={links.admin('prices')} variant="body-small">
            price book
          </Link>
        </>
      }
    >
      {cost ? (
        <>
          <div>
            <MetricValue text={costText(cost)} />
            {change && (
              <Text as="p" variant="body-small" color="secondary">
                {change} on {costText(before)} now
              </Text>
            )}
          </div>
          {cost.unknown.length > 0 && (
            <Text as="p" variant="body-small">
              The price book has no price for {cost.unknown.join(', ')}: the
              whole is not known.
            </Text>
          )}
          {cost.lines.length > 0 && <Lines cost={cost} />}
        </>
      ) : (
        <Text as="p" variant="body-small" color="secondary">
          Not known yet.
        </Text>
      )}
    </Panel>
  );
}
