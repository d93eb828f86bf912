import { VisuallyHidden } from '@backstage/ui';
import { KeyboardEvent, useEffect, useMemo, useState } from 'react';
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
 * Which step is shown, by the pointer or by the keys, and how to open its rows.
 */
function useActiveStep(points: readonly TimeSeriesPoint[]) {
  const navigate = useNavigate();
  const [start, setStart] = useState<string>();
  // What the pointer shows is seen; what the keys reach has to be said.
  const [byKeyboard, setByKeyboard] = useState(false);
  const step = points.find(point => point.start === start);
  const open = () => {
    if (step?.href) navigate(step.href);
  };
  const handlers = {
    onKeyDownCapture: (event: KeyboardEvent) => {
      setByKeyboard(true);
      if (event.key !== 'Enter' || !step?.href) return;
      // The library would only hide its tooltip.
      event.stopPropagation();
      open();
    },
    onFocusCapture: () => setByKeyboard(true),
    onPointerMove: () => setByKeyboard(false),
  };
  return { step, setStart, byKeyboard, open, handlers };
}

/** The axes: time in plain words, values in steps that read well. */
function axesOf(data: TimeSeriesData) {
  const labels = timeTicks(data.points);
  const ticks = axisTicks(largest(data), data.unit);
  return (
    <>
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
        tickFormatter={tick => formatValue(tick, data.unit)}
        axisLine={false}
        tickLine={false}
        tick={{ className: styles.tick }}
      />
    </>
  );
}

function nameOf({ title, points }: TimeSeriesData): string {
  const opens = points.some(point => point.href)
    ? ', Enter opens the rows'
    : '';
  return `${title}. Left and right arrow keys give the values${opens}.`;
}

/**
 * The drawing of a time series. Loaded on its own, since it carries the chart
 * library: use `TimeSeriesChart`.
 */
export function TimeSeriesPlot(props: TimeSeriesData & { height: number }) {
  const { points, shape, height } = props;
  const { step, setStart, byKeyboard, open, handlers } = useActiveStep(points);
  const rows: Row[] = useMemo(
    () => points.map(point => ({ ...point.values, start: point.start } as Row)),
    [points],
  );
  return (
    <div
      className={styles.plot}
      data-opens={step?.href ? 'true' : undefined}
      {...handlers}
    >
      <VisuallyHidden aria-live="polite">
        {byKeyboard &&
          step &&
          `${spanLabel(step)}: ${valuesLabel(step, props)}`}
      </VisuallyHidden>
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={rows}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        onClick={open}
        aria-label={nameOf(props)}
      >
        <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
        {axesOf(props)}
        <Tooltip
          isAnimationActive={false}
          cursor={{ className: shape === 'bar' ? styles.band : styles.rule }}
          content={step && <PlotTooltip point={step} data={props} />}
        />
        {marksOf(props)}
        <ActiveStep onChange={setStart} />
      </ComposedChart>
    </div>
  );
}
