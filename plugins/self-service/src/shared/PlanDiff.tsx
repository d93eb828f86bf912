import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Text,
} from '@backstage/ui';
import {
  ItemChange,
  ItemOperation,
  PlanView,
} from '@slipway/plugin-self-service-common';
import { DiffView, formatQuantity } from '@slipway/ui';
import styles from './shared.module.css';

const operationWords: Record<ItemOperation, string> = {
  create: 'made',
  update: 'changed',
  remove: 'removed',
  none: 'left as it is',
};

const operationSigns: Record<ItemOperation, string> = {
  create: '+',
  update: '~',
  remove: '−',
  none: '=',
};

const order: ItemOperation[] = ['remove', 'update', 'create', 'none'];

/** `7 objects made, 1 changed`; what stays is not counted. */
export function planSummary(items: readonly ItemChange[]): string {
  const counts = (['create', 'update', 'remove'] as const)
    .map(operation => ({
      operation,
      count: items.filter(item => item.operation === operation).length,
    }))
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return 'Nothing changes';
  return counts
    .map(({ operation, count }, index) =>
      index === 0
        ? `${formatQuantity(count, 'object')} ${operationWords[operation]}`
        : `${count} ${operationWords[operation]}`,
    )
    .join(', ');
}

/** The title without the type, which stands before it. */
function nameOf({ type, title }: ItemChange): string {
  return title.startsWith(`${type} `) ? title.slice(type.length + 1) : title;
}

function Line(props: { item: ItemChange }) {
  const { item } = props;
  const { operation, type } = item;
  return (
    <span className={styles.planItem}>
      <span aria-hidden className={styles.operation} data-operation={operation}>
        {operationSigns[operation]}
      </span>
      <span className={styles.planType}>{type}</span>{' '}
      <span className={styles.planTitle}>{nameOf(item)}</span>{' '}
      <span className={styles.planWord}>{operationWords[operation]}</span>
    </span>
  );
}

function Item(props: { item: ItemChange; open: boolean }) {
  const { item, open } = props;
  // What was made long ago may be known by its name alone.
  if (item.before === null && item.after === null) {
    return (
      <div className={styles.planLine}>
        <Line item={item} />
      </div>
    );
  }
  return (
    <Accordion defaultExpanded={open}>
      <AccordionTrigger>
        <Line item={item} />
      </AccordionTrigger>
      <AccordionPanel>
        <DiffView
          label={`${item.type} ${nameOf(item)}`}
          before={item.before}
          after={item.after}
        />
      </AccordionPanel>
    </Accordion>
  );
}

/** What a plan would do, object by object, each readable as a diff. */
export function PlanDiff(props: {
  plan: Pick<PlanView, 'items' | 'notes' | 'observed'>;
}) {
  const { items, notes, observed } = props.plan;
  const sorted = items
    .filter(item => item.operation !== 'none')
    .sort(
      (a, b) =>
        order.indexOf(a.operation) - order.indexOf(b.operation) ||
        a.wave - b.wave,
    );
  const same = items.length - sorted.length;
  // A single change is what one came to see.
  const open = sorted.length === 1;
  return (
    <div className={styles.plan}>
      {!observed && (
        <Alert
          status="info"
          icon
          title="What is there now could not be read, so everything is shown as new"
        />
      )}
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <div className={styles.planItems}>
        {sorted.map(item => (
          <Item key={item.key} item={item} open={open} />
        ))}
      </div>
      {same > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {formatQuantity(same, 'object')} left as{' '}
          {same === 1 ? 'it is' : 'they are'}.
        </Text>
      )}
    </div>
  );
}
