import { NavEntry } from './entries';
import styles from './Nav.module.css';
import { NavLine } from './NavLine';

/** Links of the navigation, some with a count beside them. */
export function NavList(props: {
  entries: NavEntry[];
  collapsed: boolean;
  /** By the entry's id. */
  counts?: Record<string, { count: number; label: string }>;
}) {
  const { entries, collapsed, counts = {} } = props;
  return (
    <ul className={styles.list}>
      {entries.map(entry => (
        <li key={entry.id}>
          <NavLine
            entry={entry}
            collapsed={collapsed}
            count={counts[entry.id]?.count}
            countLabel={counts[entry.id]?.label}
          />
        </li>
      ))}
    </ul>
  );
}
