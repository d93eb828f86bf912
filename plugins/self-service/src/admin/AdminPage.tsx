import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { LoadingState } from '@slipway/ui';
import { ComponentType } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Loaded } from '../data/Loaded';
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
type AdminTabProps = { mayAdmin: boolean };

const contents: Record<AdminTab, ComponentType<AdminTabProps>> = {
  limits: LimitsTab,
  policies: PoliciesTab,
  prices: PricesTab,
  targets: TargetsTab,
  previews: PreviewsTab,
};

function Content(props: { mayAdmin: boolean }) {
  const { mayAdmin } = props;
  const [address, setAddress] = useSearchParams();
  const chosen = tabOf(address.get('tab'));
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
            <Chosen mayAdmin={mayAdmin} />
          </TabPanel>
        );
      })}
    </Tabs>
  );
}

/** Limits, policies, prices, targets and previews: to read, and for some to change. */
export function AdminPage() {
  const context = useContextView();
  return (
    <SectionFrame
      section="admin"
      description="What requests are held to, what they cost, and where things are made"
    >
      <Loaded
        remote={context}
        what="Administration"
        placeholder={
          <LoadingState
            label="Loading administration"
            rows={8}
            rowHeight={40}
          />
        }
      >
        {({ mayAdmin }) => <Content mayAdmin={mayAdmin} />}
      </Loaded>
    </SectionFrame>
  );
}
