import { Skeleton, ToggleButton } from '@backstage/ui';
import { RiTable2 } from '@remixicon/react';
import { lazy, ReactNode, Suspense, useState } from 'react';
import { Panel } from '../layout/Panel';
import { PartialMark, SeriesMark } from './SeriesMark';
import { TimeSeriesTable } from './TimeSeriesTable';
import { TimeSeriesData } from './types';
import styles from './TimeSeriesChart.module.css';

// Only a page that draws a chart downloads the chart library.
const TimeSeriesPlot = lazy(() =>
  import('./TimeSeriesPlot').then(module => ({
    default: module.TimeSeriesPlot,
  })),
);

/** Properties of {@link TimeSeriesChart}. */
export type TimeSeriesChartProps = TimeSeriesData & {
  /** What is plotted, in which unit and over which rows. */
  description?: ReactNode;
  /** Why there is nothing to draw; shown in place of an empty drawing. */
  emptyText: string;
  /** Pixels of the drawing. */
  height?: number;
  headingLevel?: 2 | 3 | 4;
};

const mostSeries = 5;

/**
 * A value over time, week by week as a rule. Gaps are gaps, steps that are cut
 * short are hollow, the pointer and the arrow keys give exact values, and the
 * same data is a table one press away.
 *
 * @throws when there are more than five series: no palette keeps more apart
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, series, points, emptyText, height = 200 } = props;
  const [asTable, setAsTable] = useState(false);
  if (series.length > mostSeries) {
    throw new Error(
      `${title} has ${series.length} series; fold all but ${
        mostSeries - 1
      } into one called "other"`,
    );
  }
  const empty = points.every(point =>
    series.every(({ id }) => (point.values[id] ?? null) === null),
  );
  return (
    <Panel
      title={title}
      description={props.description}
      headingLevel={props.headingLevel}
      actions={
        !empty && (
          <ToggleButton
            iconStart={<RiTable2 />}
            isSelected={asTable}
            onChange={setAsTable}
            aria-label={`Show ${title} as a table`}
          >
            Table
          </ToggleButton>
        )
      }
    >
      {empty ? (
        <p className={styles.empty} style={{ minHeight: height }}>
          {emptyText}
        </p>
      ) : (
        <Data {...props} height={height} asTable={asTable} />
      )}
    </Panel>
  );
}

function Data(props: TimeSeriesData & { height: number; asTable: boolean }) {
  const { asTable, height } = props;
  const Shown = asTable ? TimeSeriesTable : TimeSeriesPlot;
  return (
    <>
      <Suspense fallback={<Skeleton width="100%" height={height} />}>
        <Shown {...props} />
      </Suspense>
      <Legend {...props} />
    </>
  );
}

function Legend(props: Pick<TimeSeriesData, 'series' | 'points' | 'shape'>) {
  const { series, points, shape } = props;
  const partial = points.some(
    point =>
      point.partial &&
      series.some(({ id }) => (point.values[id] ?? null) !== null),
  );
  if (series.length < 2 && !partial) return null;
  return (
    <ul className={styles.legend}>
      {series.length > 1 &&
        series.map(({ id, name }, index) => (
          <li key={id}>
            <SeriesMark index={index} shape={shape} />
            {name}
          </li>
        ))}
      {partial && (
        <li>
          <PartialMark shape={shape} />
          Part of a week
        </li>
      )}
    </ul>
  );
}
