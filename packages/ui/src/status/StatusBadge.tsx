import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCircleLine,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiPauseCircleLine,
  RiProgress5Line,
  RiTimeLine,
} from '@remixicon/react';
import { ReactNode } from 'react';
import styles from './StatusBadge.module.css';

/** What a status means to a reader, whatever it is called. */
export const statusTones = [
  'neutral',
  'waiting',
  'progress',
  'positive',
  'paused',
  'warning',
  'negative',
  'ended',
] as const;
export type StatusTone = (typeof statusTones)[number];

const icons = {
  neutral: RiCircleLine,
  waiting: RiTimeLine,
  progress: RiProgress5Line,
  positive: RiCheckboxCircleFill,
  paused: RiPauseCircleLine,
  warning: RiAlertFill,
  negative: RiCloseCircleFill,
  ended: RiIndeterminateCircleLine,
};

/** The shape of a tone, for where its word stands elsewhere. */
export function StatusIcon(props: { tone: StatusTone; size?: number }) {
  const { tone, size = 16 } = props;
  const Icon = icons[tone];
  return (
    <Icon size={size} aria-hidden className={styles.icon} data-tone={tone} />
  );
}

/** Properties of {@link StatusBadge}. */
export type StatusBadgeProps = {
  tone: StatusTone;
  /** The word. */
  children: ReactNode;
  /** More than the word says, on hover. */
  title?: string;
};

/** A status as a word and a shape, never by colour alone. */
export function StatusBadge(props: StatusBadgeProps) {
  const { tone, children, title } = props;
  return (
    <span className={styles.badge} title={title}>
      <StatusIcon tone={tone} />
      <span>{children}</span>
    </span>
  );
}
