import { formatDuration } from '../format/duration';
import { formatInstant } from '../format/instant';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import { useNow } from './useNow';

/** Properties of {@link CountdownText}. */
export type CountdownTextProps = {
  /** ISO 8601, ahead as a rule. */
  instant: string;
  /** IANA zone of the exact instant; the reader's own when absent. */
  timeZone?: string;
};

const minute = 60;

/**
 * How long there is until an instant, kept true while the page is open: `in
 * 3 d 4 h`, and `2 h ago` once it is over. The exact instant shows on hover.
 */
export function CountdownText(props: CountdownTextProps) {
  const { instant, timeZone } = props;
  const near = Math.abs(Date.parse(instant) - Date.now()) < 2 * minute * 1000;
  const now = useNow(near ? 1000 : minute * 1000);
  const seconds = (Date.parse(instant) - now) / 1000;
  const exact = formatInstant(instant, { timeZone });
  // Seconds are of interest in the last minute alone.
  const span = Math.abs(seconds);
  const size = formatDuration(
    span < minute ? Math.ceil(span) : Math.floor(span / minute) * minute,
  );
  return (
    <time dateTime={instant} title={exact}>
      {seconds >= 0 ? `in ${size}` : `${size} ago`}
      <ScreenReaderText>, {exact}</ScreenReaderText>
    </time>
  );
}

/** How long something has taken; counts on while it has no end. */
export function ElapsedTime(props: {
  /** ISO 8601. */
  from: string;
  /** ISO 8601; absent or null while it goes on. */
  to?: string | null;
}) {
  const { from, to } = props;
  const now = useNow(to ? null : 1000);
  const end = to ? Date.parse(to) : now;
  const seconds = Math.max(0, (end - Date.parse(from)) / 1000);
  return <>{formatDuration(to ? seconds : Math.floor(seconds))}</>;
}
