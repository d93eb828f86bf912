import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './states.module.css';

/** Properties of {@link LoadingState}. */
export type LoadingStateProps = {
  /** What is loading, for screen readers: `Loading deployments`. */
  label: string;
  /** How many lines of the coming content to hold the place of; 3 by default. */
  rows?: number;
  /** Height of a line in pixels, so that nothing jumps when content arrives. */
  rowHeight?: number;
};

/** Keeps the layout of content that is on its way. */
export function LoadingState(props: LoadingStateProps) {
  const { label, rows = 3, rowHeight = 24 } = props;
  return (
    <div role="status" aria-busy="true" className={styles.loading}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={rowHeight} aria-hidden />
      ))}
    </div>
  );
}
