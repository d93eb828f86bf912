import { ReactNode } from 'react';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import { StatusIcon, StatusTone } from '../status/StatusBadge';
import styles from './Timeline.module.css';

/** One entry of a {@link Timeline}. */
export type TimelineItem = {
  id: string;
  title: ReactNode;
  tone: StatusTone;
  /** The tone's word, read before the title: `Done`. */
  status: string;
  /** Of no weight: not begun, or passed over. */
  quiet?: boolean;
  /** When, or how long it took; at the end of the line. */
  aside?: ReactNode;
  /** What is to be said of it, below the title. */
  children?: ReactNode;
};

/** What happened or will happen, in its order, joined by a line. */
export function Timeline(props: {
  /** Names the list for screen readers: `Steps`. */
  label: string;
  items: readonly TimelineItem[];
}) {
  return (
    <ol aria-label={props.label} className={styles.timeline}>
      {props.items.map(item => (
        <li key={item.id} className={styles.item} data-quiet={item.quiet}>
          <span className={styles.marker}>
            <StatusIcon tone={item.tone} size={18} />
          </span>
          <div className={styles.content}>
            <div className={styles.line}>
              <span className={styles.title}>
                <ScreenReaderText>{item.status}: </ScreenReaderText>
                {item.title}
              </span>
              {item.aside && <span className={styles.aside}>{item.aside}</span>}
            </div>
            {item.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
