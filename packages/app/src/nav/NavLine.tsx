import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { NavLink } from 'react-router-dom';
import { NavEntry } from './entries';
import styles from './Nav.module.css';

/** A link of the navigation; its title becomes a tooltip when only icons show. */
export function NavLine(props: {
  entry: NavEntry;
  collapsed: boolean;
  /** A count beside the title, such as unread notifications. */
  count?: number;
  countLabel?: string;
}) {
  const { entry, collapsed, count = 0, countLabel } = props;
  const link = (
    <NavLink to={entry.href} end={entry.exact} className={styles.line}>
      <span className={styles.icon} aria-hidden>
        {entry.icon}
      </span>
      <span className={styles.title}>{entry.title}</span>
      {count > 0 && (
        <>
          <span className={styles.count} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
          <span className={styles.hidden}>{`, ${count} ${countLabel}`}</span>
        </>
      )}
    </NavLink>
  );
  if (!collapsed) {
    return link;
  }
  return (
    <TooltipTrigger delay={300}>
      <Focusable>{link}</Focusable>
      <Tooltip placement="right">{entry.title}</Tooltip>
    </TooltipTrigger>
  );
}
