import { Container, Link } from '@backstage/ui';
import { EmptyState } from '@slipway/ui';
import styles from './pages.module.css';

/** What shows at an address that no page has. */
export function NotFound() {
  return (
    <main className={styles.page}>
      <Container>
        <EmptyState
          title="There is no page at this address"
          description="It may have moved, or the link may be cut short. Search by the name of what you look for."
          action={
            <span className={styles.links}>
              <Link href="/search">Search</Link>
              <Link href="/">Home</Link>
            </span>
          }
        />
      </Container>
    </main>
  );
}
