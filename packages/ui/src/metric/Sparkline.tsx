import '../palette/palette.css';
import styles from './Sparkline.module.css';

/** Properties of {@link Sparkline}. */
export type SparklineProps = {
  /** One value a step; null is a gap and is drawn as one. */
  values: readonly (number | null)[];
  /** What the line shows with its range, for screen readers. */
  label: string;
  /** Pixels; the width is that of the container. */
  height?: number;
};

type Point = { x: number; y: number };

const width = 100;

/** Cuts the line where a value is missing; a run may be a single point. */
function runsOf(values: readonly (number | null)[], height: number): Point[][] {
  const known = values.filter(value => value !== null);
  const min = Math.min(...known);
  const span = Math.max(...known) - min;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const runs: Point[][] = [];
  let open = false;
  values.forEach((value, index) => {
    if (value === null) {
      open = false;
      return;
    }
    const share = span === 0 ? 0.5 : (value - min) / span;
    const point = { x: index * step, y: 2 + (1 - share) * (height - 4) };
    if (open) runs[runs.length - 1].push(point);
    else runs.push([point]);
    open = true;
  });
  return runs;
}

/** A line of zero length is drawn as its round cap: a dot that never distorts. */
function pathOf(run: Point[]): string {
  const points = run.length === 1 ? [run[0], run[0]] : run;
  return points
    .map(
      ({ x, y }, index) =>
        `${index ? 'L' : 'M'}${x.toFixed(2)} ${y.toFixed(2)}`,
    )
    .join('');
}

/** The course of a value in the small; exact values belong in a chart. */
export function Sparkline(props: SparklineProps) {
  const { values, label, height = 28 } = props;
  const runs = runsOf(values, height);
  const lastRun = runs[runs.length - 1];
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      height={height}
    >
      {runs.map(run => (
        <path
          key={run[0].x}
          d={pathOf(run)}
          className={run.length === 1 ? styles.dot : styles.line}
        />
      ))}
      {lastRun && (
        <path d={pathOf(lastRun.slice(-1))} className={styles.last} />
      )}
    </svg>
  );
}
