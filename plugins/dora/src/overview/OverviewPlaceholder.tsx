import { Skeleton } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import styles from './overview.module.css';

/** Holds the place of the tiles and charts, so that nothing jumps. */
export function OverviewPlaceholder() {
  return (
    <div className={styles.page}>
      <LoadingState label="Loading metrics" rows={1} rowHeight={214} />
      <div className={styles.charts} aria-hidden>
        {[0, 1, 2, 3].map(chart => (
          <Skeleton key={chart} width="100%" height={312} />
        ))}
      </div>
    </div>
  );
}
