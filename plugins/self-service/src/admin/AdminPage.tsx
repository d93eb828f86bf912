import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { ComponentType } from 'react';
import { useSearchParams } from 'react-router-dom';
import { RemoteFailure } from '../data/RemoteFailure';
import { useContextView } from '../data/useContextView';
import { SectionFrame } from '../shared/SectionFrame';
import { LimitsTab } from './limits/LimitsTab';
import { PoliciesTab } from './policies/PoliciesTab';
import { PreviewsTab } from './PreviewsTab';
import { PricesTab } from './PricesTab';
import { AdminTab, adminTabs, tabOf } from './tabs';
import { TargetsTab } from './TargetsTab';
import styles from './admin.module.css';

/** What a tab needs to know of who looks. */
export type AdminTabProps = { mayAdmin: boolean };

const contents: Record<AdminTab, ComponentType<AdminTabProps>> = {
  limits: LimitsTab,
  policies: PoliciesTab,
  prices: PricesTab,
  targets: TargetsTab,
  previews: PreviewsTab,
};

function Content() {
  const [address, setAddress] = useSearchParams();
  const context = useContextView();
  const { data, error, retry } = context;
  const chosen = tabOf(address.get('tab'));
  if (error && !data) {
    return (
      <RemoteFailure what="Administration" error={error} onRetry={retry} />
    );
  }
  if (!data) {
    return (
      <LoadingState label="Loading administration" rows={8} rowHeight={40} />
    );
  }
  return (
    <Tabs
      className={styles.tabs}
      selectedKey={chosen}
      onSelectionChange={key =>
        setAddress(key === adminTabs[0].id ? {} : { tab: String(key) })
      }
    >
      <TabList>
        {adminTabs.map(({ id, label }) => (
          <Tab key={id} id={id}>
            {label}
          </Tab>
        ))}
      </TabList>
      {adminTabs.map(({ id }) => {
        const Chosen = contents[id];
        return (
          <TabPanel key={id} id={id}>
            <Chosen mayAdmin={data.mayAdmin} />
          </TabPanel>
        );
      })}
    </Tabs>
  );
}

/** Limits, policies, prices, targets and previews: to read, and for some to change. */
export function AdminPage() {
  return (
    <SectionFrame
      section="admin"
      description="What requests are held to, what they cost, and where things are made"
    >
      <Content />
    </SectionFrame>
  );
}
