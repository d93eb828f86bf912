import { SampleBadge } from '@slipway/ui';
import styles from './pages.module.css';

/** Says at the head of a page that its numbers are made up, and how to be rid of them. */
export function SampleNote() {
  return (
    <p className={styles.sample}>
      <SampleBadge />
      <span>
        These numbers are of an invented company.{' '}
        <code>yarn slipway sample clear</code> removes them.
      </span>
    </p>
  );
}
