import { useId } from 'react';
import { formatCount } from '../format/number';
import '../palette/palette.css';
import styles from './UsageBar.module.css';

/** Properties of {@link UsageBar}. */
export type UsageBarProps = {
  /** What is limited: `CPU of Checkout in production`. */
  label: string;
  /** In the singular: `core`, `GiB`. */
  unit: string;
  limit: number;
  used: number;
  /** What would come on top; negative when something is given back. */
  asked?: number;
};

/** `1 core` and `2 cores`; an abbreviation such as GiB has no plural. */
export function withUnit(count: number, unit: string): string {
  const isWord = /^[a-z ]+$/.test(unit) && !unit.endsWith('s');
  const plural = isWord && count !== 1 ? 's' : '';
  return `${formatCount(count)} ${unit}${plural}`;
}

const share = (part: number, whole: number) =>
  whole > 0 ? Math.min(100, Math.max(0, (part / whole) * 100)) : 100;

/** How much of a limit is in use, and would be: a bar and the numbers in words. */
export function UsageBar(props: UsageBarProps) {
  const { label, unit, limit, used, asked = 0 } = props;
  const labelId = useId();
  const after = used + asked;
  const over = after > limit;
  const left = limit - after;
  return (
    <div className={styles.usage}>
      <div className={styles.words}>
        <span id={labelId}>{label}</span>
        <span className={styles.numbers}>
          {asked !== 0 && `${formatCount(used)} → `}
          {formatCount(after)} of {withUnit(limit, unit)}
        </span>
      </div>
      <div
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(after, limit)}
        aria-valuetext={`${formatCount(after)} of ${withUnit(limit, unit)}`}
        className={styles.bar}
      >
        <span
          className={styles.used}
          style={{ width: `${share(Math.min(used, after), limit)}%` }}
        />
        <span
          className={styles.asked}
          data-over={over}
          style={{
            width: `${
              share(Math.max(used, after), limit) -
              share(Math.min(used, after), limit)
            }%`,
          }}
        />
      </div>
      <span className={over ? styles.over : styles.left}>
        {over
          ? `${withUnit(-left, unit)} over the limit`
          : `${withUnit(left, unit)} left`}
        {asked !== 0 && ' afterwards'}
      </span>
    </div>
  );
}
