import {
  RiArrowRightDownLine,
  RiArrowRightLine,
  RiArrowRightUpLine,
} from '@remixicon/react';
import { ScreenReaderText } from '../layout/ScreenReaderText';
import styles from './ChangeIndicator.module.css';

/** Properties of {@link ChangeIndicator}. */
export type ChangeIndicatorProps = {
  /** Which way the value went. */
  trend: 'up' | 'down' | 'flat';
  /** Whether that is good: more deployments are, longer lead times are not. */
  direction: 'better' | 'worse' | 'same';
  /** The size of the change in words: `18% shorter`. */
  text: string;
  /** What it is compared with, for the tooltip and screen readers. */
  against: string;
};

const icons = {
  up: RiArrowRightUpLine,
  down: RiArrowRightDownLine,
  flat: RiArrowRightLine,
};

/** A change with its size, and whether it is good, in words and by a shape. */
export function ChangeIndicator(props: ChangeIndicatorProps) {
  const { trend, direction, text, against } = props;
  const Icon = icons[trend];
  return (
    <span className={styles.change} title={against}>
      <span className={styles.icon} data-direction={direction}>
        <Icon size={14} aria-hidden />
      </span>
      <span>
        {text}
        {direction !== 'same' && (
          <span className={styles.verdict} data-direction={direction}>
            , {direction}
          </span>
        )}
        <ScreenReaderText>, {against}</ScreenReaderText>
      </span>
    </span>
  );
}
