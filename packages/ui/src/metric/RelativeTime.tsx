import { formatInstant, formatRelative } from '../format/instant';
import { ScreenReaderText } from '../layout/ScreenReaderText';

/** Properties of {@link RelativeTime}. */
export type RelativeTimeProps = {
  /** ISO 8601. */
  instant: string;
  /** IANA zone of the exact instant; the reader's own when absent. */
  timeZone?: string;
  /** Epoch milliseconds; the present by default. */
  now?: number;
};

/** How long ago something was; the exact instant on hover and to screen readers. */
export function RelativeTime(props: RelativeTimeProps) {
  const { instant, timeZone, now = Date.now() } = props;
  const exact = formatInstant(instant, { timeZone });
  return (
    <time dateTime={instant} title={exact}>
      {formatRelative(instant, now)}
      <ScreenReaderText>, {exact}</ScreenReaderText>
    </time>
  );
}
