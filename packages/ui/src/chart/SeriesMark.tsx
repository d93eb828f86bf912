import { seriesColours } from '../palette/palette';

/** How a series is drawn, in the small: for legends and tooltips. */
export function SeriesMark(props: { index: number; shape: 'line' | 'bar' }) {
  const { index, shape } = props;
  const colour = seriesColours[index];
  return (
    <svg width="16" height="10" viewBox="0 0 16 10" aria-hidden>
      {shape === 'bar' ? (
        <rect x="3" y="0" width="10" height="10" rx="1.5" fill={colour} />
      ) : (
        <line
          x1="0"
          x2="16"
          y1="5"
          y2="5"
          stroke={colour}
          strokeWidth="2"
          strokeDasharray={index % 2 === 1 ? '5 4' : undefined}
        />
      )}
    </svg>
  );
}

/** The mark of a step that is cut short: hollow. */
export function PartialMark(props: { shape: 'line' | 'bar' }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
      {props.shape === 'bar' ? (
        <rect
          x="1.5"
          y="1.5"
          width="9"
          height="9"
          rx="1.5"
          fill="none"
          stroke={seriesColours[0]}
          strokeWidth="1.5"
          strokeDasharray="3 2"
        />
      ) : (
        <circle
          cx="6"
          cy="6"
          r="3.5"
          fill="none"
          stroke={seriesColours[0]}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}
