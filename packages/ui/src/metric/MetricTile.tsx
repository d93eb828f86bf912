import { Box, Link, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import { BandName } from './band';
import { BandBadge } from './BandBadge';
import { ChangeIndicator, ChangeIndicatorProps } from './ChangeIndicator';
import { MetricValue } from './MetricValue';
import { Sparkline } from './Sparkline';
import styles from './MetricTile.module.css';

/** Properties of {@link MetricTile}. */
export type MetricTileProps = {
  name: string;
  /** Where the metric is defined. */
  definitionHref: string;
  /** What is shown; null exactly when `noData` is set. */
  value: {
    /** With its unit: `14 h 2 min`. */
    text: string;
    /** Which statistic it is: `p50`. */
    qualifier?: string;
    /** The rows behind the value. */
    href: string;
    /** What the link opens, for screen readers: `448 changes`. */
    opens: string;
  } | null;
  /** Left out where bands make no sense. */
  band?: { name: BandName | null; note: string | null; href: string };
  /** Against the window before. */
  change?: ChangeIndicatorProps | null;
  trend?: {
    values: readonly (number | null)[];
    /** The range in words: `2 h to 3 d`. */
    range: string;
    /** What a value stands for: `Weekly`. */
    step: string;
  };
  /** How many rows stand behind the value, and how much is covered. */
  basis: ReactNode;
  /** Why there is no value, and the next step. */
  noData?: { reason: string; remedy: string } | null;
  /** Level of the name within the page's outline; 3 by default. */
  headingLevel?: 2 | 3 | 4;
};

/** One metric: value, verdict, course and basis. Stands in a {@link MetricTileRow}. */
export function MetricTile(props: MetricTileProps) {
  const { name, definitionHref, headingLevel = 3 } = props;
  const nameId = useId();
  return (
    <Box
      as="article"
      bg="neutral"
      className={styles.tile}
      aria-labelledby={nameId}
    >
      <Text
        as={`h${headingLevel}` as const}
        id={nameId}
        variant="body-medium"
        className={styles.name}
      >
        <Link href={definitionHref} standalone color="secondary">
          {name}
        </Link>
      </Text>
      {props.noData ? <NoValue {...props.noData} /> : <Measured {...props} />}
    </Box>
  );
}

function NoValue(props: { reason: string; remedy: string }) {
  return (
    <>
      <p className={styles.missing}>No data</p>
      <div className={styles.explanation}>
        <Text as="p" variant="body-small">
          {props.reason}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {props.remedy}
        </Text>
      </div>
    </>
  );
}

function Measured(props: MetricTileProps) {
  const { name, value, band, change, trend, basis } = props;
  return (
    <>
      <p className={styles.value}>
        {value && (
          <Link
            href={value.href}
            standalone
            className={styles.valueLink}
            aria-label={`${name}: ${value.text}${
              value.qualifier ? `, ${value.qualifier}` : ''
            }. Open ${value.opens}`}
          >
            <MetricValue text={value.text} />
          </Link>
        )}
        {value?.qualifier && (
          <span className={styles.qualifier}>{value.qualifier}</span>
        )}
      </p>
      <div className={styles.verdict}>
        {band && (
          <BandBadge band={band.name} note={band.note} href={band.href} />
        )}
      </div>
      <div className={styles.verdict}>
        {change && <ChangeIndicator {...change} />}
      </div>
      <div className={styles.trend}>
        {trend && (
          <>
            <Sparkline
              values={trend.values}
              label={`${name}, ${trend.step} ${trend.range}`}
            />
            <span className={styles.range} aria-hidden>
              {trend.step} {trend.range}
            </span>
          </>
        )}
      </div>
      <p className={styles.basis}>{basis}</p>
    </>
  );
}

/** Lays tiles out so that their names, values and verdicts share baselines. */
export function MetricTileRow(props: { label: string; children: ReactNode }) {
  return (
    <section className={styles.container} aria-label={props.label}>
      <div className={styles.row}>{props.children}</div>
    </section>
  );
}
