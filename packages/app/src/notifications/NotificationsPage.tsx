import {
  Alert,
  Box,
  Button,
  Container,
  TablePagination,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { GetNotificationsResponse } from '@backstage/plugin-notifications';
import { Loaded, PageTitle } from '@slipway/plugin-catalog-module-slipway';
import { EmptyState, LoadingState } from '@slipway/ui';
import { useSearchParams } from 'react-router-dom';
import { NotificationItem } from './NotificationItem';
import styles from './NotificationsPage.module.css';
import {
  NotificationChange,
  NotificationView,
  notificationViews,
  pageLimit,
  useNotifications,
} from './useNotifications';

const viewTitles: Record<NotificationView, string> = {
  unread: 'Unread',
  all: 'All',
  saved: 'Kept',
};

const emptyStates: Record<
  NotificationView,
  { title: string; description: string }
> = {
  unread: {
    title: 'Nothing unread',
    description:
      'What the portal has to tell you shows here, and as a number in the navigation.',
  },
  all: {
    title: 'No notifications yet',
    description: 'What the portal has to tell you shows here.',
  },
  saved: {
    title: 'Nothing kept',
    description: 'Keep a notification for later with the bookmark beside it.',
  },
};

/** The view and page that the address names. */
function useView() {
  const [params, setParams] = useSearchParams();
  const named = params.get('view');
  const view = notificationViews.find(known => known === named) ?? 'unread';
  const offset = Math.max(0, Number.parseInt(params.get('offset') ?? '', 10));
  const go = (next: NotificationView, nextOffset: number) =>
    setParams({
      ...(next === 'unread' ? {} : { view: next }),
      ...(nextOffset > 0 ? { offset: String(nextOffset) } : {}),
    });
  return { view, offset: Number.isNaN(offset) ? 0 : offset, go };
}

function ViewChoice(props: {
  view: NotificationView;
  onChange: (view: NotificationView) => void;
}) {
  const { view, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label="Which notifications"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={keys => {
        const next = notificationViews.find(known => keys.has(known));
        if (next) {
          onChange(next);
        }
      }}
    >
      {notificationViews.map(known => (
        <ToggleButton key={known} id={known}>
          {viewTitles[known]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function NotificationList(props: {
  view: NotificationView;
  offset: number;
  result: GetNotificationsResponse;
  update: (ids: string[], change: NotificationChange) => void;
  onOffset: (offset: number) => void;
}) {
  const { view, offset, result, update, onOffset } = props;
  const { notifications, totalCount } = result;
  return (
    <Box bg="neutral" className={styles.surface}>
      {notifications.length === 0 ? (
        <EmptyState {...emptyStates[view]} />
      ) : (
        <ol className={styles.list}>
          {notifications.map(notification => (
            <NotificationItem
              key={notification.id}
              notification={notification}
              onChange={change => update([notification.id], change)}
            />
          ))}
        </ol>
      )}
      {totalCount > pageLimit && (
        <TablePagination
          offset={offset}
          pageSize={pageLimit}
          pageSizeOptions={[]}
          totalCount={totalCount}
          hasPreviousPage={offset > 0}
          hasNextPage={offset + pageLimit < totalCount}
          onPreviousPage={() => onOffset(Math.max(0, offset - pageLimit))}
          onNextPage={() => onOffset(offset + pageLimit)}
        />
      )}
    </Box>
  );
}

/** Marks all that the page shows unread as read; nothing when all is read. */
function MarkAllRead(props: {
  result: GetNotificationsResponse | undefined;
  update: (ids: string[], change: NotificationChange) => void;
}) {
  const { result, update } = props;
  const unreadIds = (result?.notifications ?? [])
    .filter(({ read }) => !read)
    .map(({ id }) => id);
  return unreadIds.length > 0 ? (
    <Button
      variant="secondary"
      onPress={() => update(unreadIds, { read: true })}
    >
      Mark all on this page as read
    </Button>
  ) : null;
}

/** What the portal has to tell the person, the latest first. */
export function NotificationsPage() {
  const { view, offset, go } = useView();
  const { page, update, failure } = useNotifications(view, offset);
  return (
    <main className={styles.page}>
      <Container>
        <div className={styles.content}>
          <PageTitle title="Notifications" />
          <div className={styles.bar}>
            <ViewChoice view={view} onChange={next => go(next, 0)} />
            <MarkAllRead result={page.value} update={update} />
          </div>
          {failure && (
            <Alert
              status="danger"
              title="The change was not saved"
              description={failure.message}
            />
          )}
          <Loaded
            state={page}
            what="your notifications"
            placeholder={
              <LoadingState
                label="Loading your notifications"
                rows={5}
                rowHeight={56}
              />
            }
          >
            {result => (
              <NotificationList
                view={view}
                offset={offset}
                result={result}
                update={update}
                onOffset={next => go(view, next)}
              />
            )}
          </Loaded>
        </div>
      </Container>
    </main>
  );
}
