import { Button, Link, Text } from '@backstage/ui';
import { RiFileWarningLine, RiNotification3Line } from '@remixicon/react';
import {
  EntityLink,
  LoadFailure,
} from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState, Panel, RelativeTime } from '@slipway/ui';
import { ReactNode, useState } from 'react';
import { findMetadataGaps } from './metadataGaps';
import { UnreadState, useUnread } from './useUnread';
import { MyServices } from './useMyServices';
import styles from './HomePage.module.css';

const shownAtFirst = 5;

/** What a waiting thing is about, and since when or how to settle it. */
type WaitingItem = { key: string; icon: ReactNode; body: ReactNode };

function notificationItems(unread: UnreadState): WaitingItem[] {
  return (unread.value?.notifications ?? []).map(notification => ({
    key: notification.id,
    icon: <RiNotification3Line size={16} />,
    body: (
      <>
        <Link href={notification.payload.link ?? '/notifications'} standalone>
          {notification.payload.title}
        </Link>
        <Text as="p" variant="body-small" color="secondary">
          <RelativeTime
            instant={new Date(notification.created).toISOString()}
          />
        </Text>
      </>
    ),
  }));
}

function gapItems(services: MyServices): WaitingItem[] {
  const owned = services.value?.groups.flatMap(group => group.services) ?? [];
  return findMetadataGaps(owned).map(({ entityRef, title, remedy }) => ({
    key: `${entityRef} ${title}`,
    icon: <RiFileWarningLine size={16} />,
    body: (
      <>
        <EntityLink entityRef={entityRef} />: {title}
        <Text as="p" variant="body-small" color="secondary">
          {remedy}
        </Text>
      </>
    ),
  }));
}

function WaitingList(props: { items: WaitingItem[] }) {
  const { items } = props;
  const [all, setAll] = useState(false);
  // One left over is sooner shown than announced.
  const fits = items.length <= shownAtFirst + 1;
  const shown = all || fits ? items : items.slice(0, shownAtFirst);
  return (
    <>
      <ul className={styles.lines}>
        {shown.map(({ key, icon, body }) => (
          <li key={key} className={styles.waiting}>
            <span className={styles.icon} aria-hidden>
              {icon}
            </span>
            <div className={styles.body}>{body}</div>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <Button variant="tertiary" onPress={() => setAll(true)}>
          Show {String(items.length - shown.length)} more
        </Button>
      )}
    </>
  );
}

/** Unread notifications, and what the person's services have yet to say. */
export function WaitingPanel(props: { services: MyServices }) {
  const { services } = props;
  const unread = useUnread();
  const items = [...notificationItems(unread), ...gapItems(services)];
  const pending =
    (!unread.value && !unread.error) || (!services.value && !services.error);
  const more =
    (unread.value?.totalCount ?? 0) - (unread.value?.notifications.length ?? 0);

  return (
    <Panel
      title="Waits for you"
      headingLevel={2}
      actions={
        more > 0 && (
          <Link href="/notifications">{String(more)} more notifications</Link>
        )
      }
    >
      {unread.error && !unread.loading && (
        <LoadFailure
          what="your notifications"
          error={unread.error}
          onRetry={unread.retry}
        />
      )}
      {items.length > 0 && <WaitingList items={items} />}
      {pending && items.length === 0 && (
        <LoadingState label="Looking for what waits for you" rows={3} />
      )}
      {!pending && items.length === 0 && !unread.error && (
        <EmptyState
          headingLevel={3}
          title="Nothing waits for you"
          description="Unread notifications show here, and what the files of your services have yet to say."
        />
      )}
    </Panel>
  );
}
