import { Link } from '@backstage/ui';
import { spanLabel } from './labels';
import { TimeSeriesData } from './types';
import { formatValue } from './unit';
import styles from './TimeSeriesChart.module.css';

/** The same data as the drawing, newest first. */
export function TimeSeriesTable(props: TimeSeriesData & { height: number }) {
  const { title, series, points, unit, height } = props;
  return (
    // Scrolls only where it holds links: they make it reachable by keyboard.
    <div
      className={styles.tableFrame}
      style={{
        maxHeight: points.some(point => point.href) ? height : undefined,
      }}
    >
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">Week</th>
            {series.map(({ id, name }) => (
              <th key={id} scope="col" className={styles.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(point => (
            <tr key={point.start}>
              <th scope="row">
                {point.href ? (
                  <Link href={point.href} standalone variant="body-small">
                    {spanLabel(point)}
                  </Link>
                ) : (
                  spanLabel(point)
                )}
              </th>
              {series.map(({ id }) => {
                const value = point.values[id];
                return (
                  <td key={id} className={styles.number}>
                    {value === null || value === undefined
                      ? 'no data'
                      : formatValue(value, unit)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
