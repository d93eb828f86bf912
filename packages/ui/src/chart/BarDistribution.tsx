import { Link } from '@backstage/ui';
import { ReactNode } from 'react';
import { formatCount, formatRatio } from '../format/number';
import { Panel } from '../layout/Panel';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import '../palette/palette.css';
import styles from './BarDistribution.module.css';

/** One bar of a {@link BarDistribution}. */
export type DistributionBucket = {
  /** Its span in words: `1 h to 6 h`. */
  name: string;
  count: number;
  /** Opens the rows of the bucket. */
  href?: string;
  /** What lies in it: `p50`. */
  marks?: readonly string[];
};

/** Properties of {@link BarDistribution}. */
export type BarDistributionProps = {
  title: string;
  description?: ReactNode;
  buckets: readonly DistributionBucket[];
  /** What the spans are of: `Lead time`. */
  bucketHeading: string;
  /** What is counted, in the plural: `changes`. */
  counted: string;
  /** Shown when every bucket is empty. */
  emptyText: string;
  headingLevel?: 2 | 3 | 4;
};

/**
 * How often each span of a value occurs. Bars are rows of a table, so the
 * exact counts are always there and each opens the rows it is made of.
 */
export function BarDistribution(props: BarDistributionProps) {
  const { title, description, buckets, emptyText, headingLevel } = props;
  const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const most = Math.max(...buckets.map(bucket => bucket.count), 1);
  return (
    <Panel title={title} description={description} headingLevel={headingLevel}>
      {total === 0 ? (
        <p className={styles.empty}>{emptyText}</p>
      ) : (
        <div className={styles.container}>
          <Bars {...props} total={total} most={most} />
        </div>
      )}
    </Panel>
  );
}

/** Leaves room for the marks beside the longest bar, so that lengths stay true. */
function barLength(share: number) {
  return { inlineSize: `calc((100% - var(--mark-room)) * ${share})` };
}

function Bars(props: BarDistributionProps & { total: number; most: number }) {
  const { title, buckets, bucketHeading, counted, total, most } = props;
  return (
    <table className={styles.table} aria-label={title}>
      <thead className={styles.head}>
        <tr>
          <th scope="col">{bucketHeading}</th>
          <th scope="col">Share</th>
          <th scope="col" className={styles.number}>
            {counted}
          </th>
        </tr>
      </thead>
      <tbody>
        {buckets.map(bucket => (
          <BarRow
            key={bucket.name}
            bucket={bucket}
            counted={counted}
            total={total}
            most={most}
          />
        ))}
      </tbody>
    </table>
  );
}

function BarRow(props: {
  bucket: DistributionBucket;
  counted: string;
  total: number;
  most: number;
}) {
  const { bucket, counted, total, most } = props;
  const { name, count, href, marks = [] } = bucket;
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      <td className={styles.cell}>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={barLength(count / most)} />
          {marks.map(mark => (
            <span key={mark} className={styles.mark}>
              {mark}
            </span>
          ))}
        </span>
        <span className={styles.share}>
          {formatRatio(count / total)}
          {marks.length > 0 && (
            <ScreenReaderText>
              , contains {marks.join(' and ')}
            </ScreenReaderText>
          )}
        </span>
      </td>
      <td className={styles.number}>
        {href && count > 0 ? (
          <Link
            href={href}
            variant="body-small"
            className={styles.open}
            aria-label={`${formatCount(count)} ${counted}, ${name}`}
          >
            {formatCount(count)}
          </Link>
        ) : (
          formatCount(count)
        )}
      </td>
    </tr>
  );
}
