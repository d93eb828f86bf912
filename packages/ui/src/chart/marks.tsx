import { BarShapeProps, DotItemDotProps } from 'recharts';
import { TimeSeriesPoint } from './types';

/** Beyond this many points only those that need it get a dot. */
const mostDots = 30;

const isMissing = (value: number | null | undefined) =>
  value === null || value === undefined;

/**
 * Draws a dot where the line alone would not show: hollow for a step that is
 * cut short, full for a value between two gaps and where there is room.
 */
export function lineDot(options: {
  points: readonly TimeSeriesPoint[];
  id: string;
  colour: string;
}) {
  const { points, id, colour } = options;
  return function Dot(props: DotItemDotProps) {
    const { cx, cy, index } = props;
    const point = points[index];
    if (!point || isMissing(point.values[id])) return <g key={index} />;
    const lonely =
      isMissing(points[index - 1]?.values[id]) &&
      isMissing(points[index + 1]?.values[id]);
    if (!point.partial && !lonely && points.length > mostDots) {
      return <g key={index} />;
    }
    return (
      <circle
        key={index}
        cx={cx}
        cy={cy}
        r={3}
        fill={point.partial ? 'var(--bui-bg-neutral-1)' : colour}
        stroke={colour}
        strokeWidth={1.5}
      />
    );
  };
}

/** A bar; hollow for a step that is cut short. */
export function barShape(points: readonly TimeSeriesPoint[]) {
  return function BarOfStep(props: BarShapeProps) {
    const { x, y, width, height, fill, index } = props;
    const partial = points[index]?.partial;
    const inset = partial ? 0.75 : 0;
    return (
      <rect
        x={x + inset}
        y={y + inset}
        width={Math.max(0, width - 2 * inset)}
        height={Math.max(0, height - 2 * inset)}
        rx={1.5}
        fill={partial ? 'transparent' : fill}
        stroke={partial ? fill : undefined}
        strokeWidth={1.5}
        strokeDasharray={partial ? '3 2' : undefined}
      />
    );
  };
}
