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

/** One notification: what happened, when, and what to do with it. */
export function NotificationItem(props: {
  notification: Notification;
  onChange: (change: NotificationChange) => void;
}) {
  const { notification, onChange } = props;
  const { title, description, link, severity, topic } = notification.payload;
  const read = Boolean(notification.read);
  const saved = Boolean(notification.saved);
  const isUrgent = urgent.includes(severity ?? 'normal');
  return (
    <li className={styles.item} data-read={read}>
      <span className={styles.icon} aria-hidden>
        {isUrgent ? (
          <RiErrorWarningLine size={18} />
        ) : (
          <RiNotification3Line size={18} />
        )}
      </span>
      <div className={styles.words}>
        {link ? (
          <Link
            href={link}
            weight={read ? 'regular' : 'bold'}
            standalone
            onPress={() => !read && onChange({ read: true })}
          >
            {title}
          </Link>
        ) : (
          <Text weight={read ? 'regular' : 'bold'}>{title}</Text>
        )}
        {description && <Text as="p">{description}</Text>}
        <Text as="p" variant="body-small" color="secondary">
          {isUrgent && `${severity === 'critical' ? 'Critical' : 'High'} · `}
          {topic && `${topic} · `}
          <RelativeTime
            instant={new Date(notification.created).toISOString()}
          />
        </Text>
      </div>
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
