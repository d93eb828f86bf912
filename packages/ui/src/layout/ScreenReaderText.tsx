import { ReactNode } from 'react';
import styles from './ScreenReaderText.module.css';

/**
 * Words for screen readers only, inside a line of text. (BUI's
 * `VisuallyHidden` is a block and may not stand in a paragraph.)
 */
export function ScreenReaderText(props: { children: ReactNode }) {
  return <span className={styles.text}>{props.children}</span>;
}
