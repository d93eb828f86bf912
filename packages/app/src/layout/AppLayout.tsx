import { MouseEvent, ReactNode, useRef } from 'react';
import styles from './AppLayout.module.css';

/** The frame of every page: navigation beside (or, on a phone, above) content. */
export function AppLayout(props: { nav: ReactNode; content: ReactNode }) {
  const contentRef = useRef<HTMLDivElement>(null);

  // Moves the focus itself: following the link would put "#content" into
  // addresses that people share.
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    contentRef.current?.focus();
  };

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content" onClick={skip}>
        Skip to content
      </a>
      {props.nav}
      <div
        id="content"
        ref={contentRef}
        tabIndex={-1}
        className={styles.content}
      >
        {props.content}
      </div>
    </div>
  );
}
