import { Text } from '@backstage/ui';
import { CostEstimate } from '@slipway/plugin-self-service-common';
import {
  formatCount,
  formatMoney,
  formatMoneyChange,
  MetricValue,
  Panel,
} from '@slipway/ui';
import { costText } from './CostText';
import styles from './shared.module.css';

function changeText(
  cost: CostEstimate,
  before: CostEstimate | null | undefined,
): string | undefined {
  if (!before || before.amount === null || cost.amount === null) {
    return undefined;
  }
  const now = { currency: before.currency, amount: before.amount };
  const then = { currency: cost.currency, amount: cost.amount };
  return `${formatMoneyChange(now, then)} on ${formatMoney(now)} now`;
}

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
  headingLevel?: 2 | 3 | 4;
  title?: string;
}) {
  const { cost, before, headingLevel, title = 'Cost' } = props;
  const change = cost && changeText(cost, before);
  return (
    <Panel
      title={title}
      headingLevel={headingLevel}
      description="Estimate for a month of 730 hours, from the price book"
    >
      {cost ? (
        <>
          <div>
            <MetricValue text={costText(cost)} />
            {change && (
              <Text as="p" variant="body-small" color="secondary">
                {change}
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
