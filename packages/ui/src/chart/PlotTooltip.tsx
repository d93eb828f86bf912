import { spanLabel } from './labels';
import { SeriesMark } from './SeriesMark';
import { TimeSeriesData, TimeSeriesPoint } from './types';
import { formatValue } from './unit';
import styles from './TimeSeriesChart.module.css';

/** The exact values of one step, beside the pointer. */
export function PlotTooltip(props: {
  point: TimeSeriesPoint;
  data: TimeSeriesData;
}) {
  const { point, data } = props;
  return (
    // The live region of the chart says the same to screen readers.
    <div className={styles.tooltip} aria-hidden>
      <div className={styles.tooltipTitle}>{spanLabel(point)}</div>
      {data.series.map(({ id, name }, index) => {
        const value = point.values[id];
        return (
          <div key={id} className={styles.tooltipRow}>
            <SeriesMark index={index} shape={data.shape} />
            <span>{name}</span>
            <span className={styles.tooltipValue}>
              {value === null || value === undefined
                ? 'no data'
                : formatValue(value, data.unit)}
            </span>
          </div>
        );
      })}
      {point.href && (
        <div className={styles.tooltipHint}>Click or Enter opens the rows</div>
      )}
    </div>
  );
}
