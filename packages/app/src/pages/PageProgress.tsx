import { Container } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { useEffect, useState } from 'react';
import styles from './pages.module.css';

/** A page that comes sooner than this shows nothing in between. */
const patienceMs = 250;

/** What shows while the code of a page is on its way. */
export function PageProgress() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.page}>
      {late && (
        <Container>
          <LoadingState label="Loading the page" rows={6} rowHeight={32} />
        </Container>
      )}
    </div>
  );
}
