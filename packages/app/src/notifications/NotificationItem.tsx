import type { Notification } from '@backstage/plugin-notifications-common';
import { ButtonIcon, Link, Text } from '@backstage/ui';
import {
  RiBookmarkFill,
  RiBookmarkLine,
  RiCheckLine,
  RiErrorWarningLine,
  RiMailUnreadLine,
  RiNotification3Line,
} from '@remixicon/react';
import { RelativeTime } from '@slipway/ui';
import styles from './NotificationsPage.module.css';
import { NotificationChange } from './useNotifications';

const urgent = ['critical', 'high'];

type ItemProps = {
  notification: Notification;
  onChange: (change: NotificationChange) => void;
};

function isUrgent({ payload }: Notification): boolean {
  return urgent.includes(payload.severity ?? 'normal');
}

/** What happened, and when; following the link counts as reading it. */
function NotificationWords(props: ItemProps) {
  const { notification, onChange } = props;
  const { title, description, link, severity, topic } = notification.payload;
  const read = Boolean(notification.read);
  const weight = read ? 'regular' : 'bold';
  return (
    <div className={styles.words}>
      {link ? (
        <Link
          href={link}
          weight={weight}
          standalone
          onClick={() => !read && onChange({ read: true })}
        >
          {title}
        </Link>
      ) : (
        <Text weight={weight}>{title}</Text>
      )}
      {description && <Text as="p">{description}</Text>}
      <Text as="p" variant="body-small" color="secondary">
        {isUrgent(notification) &&
          `${severity === 'critical' ? 'Critical' : 'High'} · `}
        {topic && `${topic} · `}
        <RelativeTime instant={new Date(notification.created).toISOString()} />
      </Text>
    </div>
  );
}

/** One notification and what can be done with it. */
export function NotificationItem(props: ItemProps) {
  const { notification, onChange } = props;
  const { title } = notification.payload;
  const read = Boolean(notification.read);
  const saved = Boolean(notification.saved);
  return (
    <li className={styles.item} data-read={read}>
      <span className={styles.icon} aria-hidden>
        {isUrgent(notification) ? (
          <RiErrorWarningLine size={18} />
        ) : (
          <RiNotification3Line size={18} />
        )}
      </span>
      <NotificationWords {...props} />
      <span className={styles.actions}>
        <ButtonIcon
          variant="tertiary"
          aria-label={`${read ? 'Mark as unread' : 'Mark as read'}: ${title}`}
          icon={read ? <RiMailUnreadLine /> : <RiCheckLine />}
          onPress={() => onChange({ read: !read })}
        />
        <ButtonIcon
          variant="tertiary"
          aria-label={`${saved ? 'Do not keep' : 'Keep for later'}: ${title}`}
          icon={saved ? <RiBookmarkFill /> : <RiBookmarkLine />}
          onPress={() => onChange({ saved: !saved })}
        />
      </span>
    </li>
  );
}
