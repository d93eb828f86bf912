import { Container } from '@backstage/ui';
import { LoadFailure, PageTitle } from '@slipway/plugin-catalog-module-slipway';
import { QuickSearch } from '../search/QuickSearch';
import { DeliveryPanels } from './DeliveryPanels';
import { greet, longDate } from './greeting';
import styles from './HomePage.module.css';
import { RecentPanel } from './RecentPanel';
import { ServicesPanel } from './ServicesPanel';
import { useMe } from './useMe';
import { useMyServices } from './useMyServices';
import { WaitingPanel } from './WaitingPanel';

/** What a person needs in the morning. */
export function HomePage() {
  const { me, error, retry } = useMe();
  const services = useMyServices(me?.ownerRefs);
  const now = new Date();
  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <div className={styles.top}>
            <PageTitle
              title={greet(now, me?.displayName)}
              description={longDate(now)}
            />
            <QuickSearch
              className={styles.search}
              size="medium"
              listWidth="min(32rem, calc(100vw - 2rem))"
              placeholder="Search services, APIs, teams and people"
            />
          </div>
          {error ? (
            <LoadFailure what="your page" error={error} onRetry={retry} />
          ) : (
            <div className={styles.columns}>
              <div className={styles.column}>
                <DeliveryPanels teamRefs={me?.teamRefs} />
                <ServicesPanel me={me} services={services} />
              </div>
              <div className={styles.column}>
                <WaitingPanel services={services} />
                <RecentPanel />
              </div>
            </div>
          )}
        </div>
      </Container>
    </main>
  );
}
