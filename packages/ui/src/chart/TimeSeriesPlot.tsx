import { VisuallyHidden } from '@backstage/ui';
import { KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  useActiveTooltipLabel,
  XAxis,
  YAxis,
} from 'recharts';
import { seriesColours } from '../palette/palette';
import { spanLabel, timeTicks, valuesLabel } from './labels';
import { barShape, lineDot } from './marks';
import { PlotTooltip } from './PlotTooltip';
import { TimeSeriesData, TimeSeriesPoint } from './types';
import { axisTicks, formatValue } from './unit';
import styles from './TimeSeriesChart.module.css';

type Row = TimeSeriesPoint['values'] & { start: string };

function largest(data: TimeSeriesData): number {
  return Math.max(
    0,
    ...data.points.flatMap(point =>
      data.series.map(({ id }) => point.values[id] ?? 0),
    ),
  );
}

/** Tells which step the pointer or the arrow keys are on. */
function ActiveStep(props: { onChange: (start: string | undefined) => void }) {
  const { onChange } = props;
  const label = useActiveTooltipLabel();
  useEffect(() => {
    onChange(label === undefined ? undefined : String(label));
  }, [label, onChange]);
  return null;
}

/** The marks of each series: bars, or lines that break where a value is missing. */
function marksOf(data: TimeSeriesData) {
  return data.series.map(({ id, name }, index) => {
    const colour = seriesColours[index];
    return data.shape === 'bar' ? (
      <Bar
        key={id}
        dataKey={id}
        name={name}
        fill={colour}
        maxBarSize={32}
        isAnimationActive={false}
        shape={barShape(data.points)}
      />
    ) : (
      <Line
        key={id}
        dataKey={id}
        name={name}
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={index % 2 === 1 ? '5 4' : undefined}
        connectNulls={false}
        isAnimationActive={false}
        dot={lineDot({ points: data.points, id, colour })}
        activeDot={{ r: 4, fill: colour, strokeWidth: 0 }}
      />
    );
  });
}

/**
 * The drawing of a time series. Loaded on its own, since it carries the chart
 * library: use `TimeSeriesChart`.
 */
export function TimeSeriesPlot(props: TimeSeriesData & { height: number }) {
  const { points, series, unit, shape, title, height } = props;
  const navigate = useNavigate();
  const [active, setActive] = useState<string>();
  const keyboard = useRef(false);
  const byStart = useMemo(
    () => new Map(points.map(point => [point.start, point])),
    [points],
  );
  const labels = useMemo(() => timeTicks(points), [points]);
  const rows: Row[] = useMemo(
    () => points.map(point => ({ ...point.values, start: point.start } as Row)),
    [points],
  );
  const ticks = axisTicks(largest(props), unit);
  const current = active === undefined ? undefined : byStart.get(active);

  const open = () => {
    if (current?.href) navigate(current.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    keyboard.current = true;
    if (event.key !== 'Enter' || !current?.href) return;
    // The library would only hide its tooltip.
    event.stopPropagation();
    open();
  };

  return (
    <div
      className={styles.plot}
      data-opens={current?.href ? 'true' : undefined}
      onKeyDownCapture={onKeyDown}
    >
      <VisuallyHidden aria-live="polite">
        {keyboard.current &&
          current &&
          `${spanLabel(current)}: ${valuesLabel(current, { series, unit })}`}
      </VisuallyHidden>
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={rows}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        onClick={open}
        aria-label={`${title}. Left and right arrow keys give the values${
          points.some(point => point.href) ? ', Enter opens the rows' : ''
        }.`}
      >
        <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
        <XAxis
          dataKey="start"
          ticks={[...labels.keys()]}
          tickFormatter={start => labels.get(start) ?? ''}
          interval="preserveStart"
          minTickGap={16}
          tickLine={false}
          axisLine={{ stroke: 'var(--bui-border-2)' }}
          tick={{ className: styles.tick }}
        />
        <YAxis
          width="auto"
          domain={[0, ticks[ticks.length - 1]]}
          ticks={ticks}
          tickFormatter={tick => formatValue(tick, unit)}
          axisLine={false}
          tickLine={false}
          tick={{ className: styles.tick }}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ className: shape === 'bar' ? styles.band : styles.rule }}
          content={current && <PlotTooltip point={current} data={props} />}
        />
        {marksOf(props)}
        <ActiveStep onChange={setActive} />
      </ComposedChart>
    </div>
  );
}
