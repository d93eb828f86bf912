import { Container, Link } from '@backstage/ui';
import { PageTitle } from '@slipway/plugin-catalog-module-slipway';
import styles from './pages.module.css';

/** What shows at an address that no page has. */
export function NotFound() {
  return (
    <main className={styles.page}>
      <Container>
        <PageTitle
          title="There is no page at this address"
          description="It may have moved, or the link may be cut short. Search by the name of what you look for."
        />
        <p className={styles.links}>
          <Link href="/search">Search</Link>
          <Link href="/">Home</Link>
        </p>
      </Container>
    </main>
  );
}
