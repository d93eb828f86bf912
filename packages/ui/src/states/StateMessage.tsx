import { Text } from '@backstage/ui';
import { ReactElement, ReactNode, useId } from 'react';
import styles from './states.module.css';

/** Properties that all states with a message share. */
export type StateMessageProps = {
  /** Level of the title within the page's outline; 2 by default. */
  headingLevel?: 2 | 3 | 4;
};

/** The common frame of the empty, error and no-permission states. */
export function StateMessage(
  props: StateMessageProps & {
    icon: ReactElement;
    title: string;
    children: ReactNode;
    action?: ReactNode;
    /** Interrupts a screen reader: for failures only. */
    alert?: boolean;
  },
) {
  const { icon, title, children, action, alert, headingLevel = 2 } = props;
  const titleId = useId();
  return (
    <section
      className={styles.message}
      aria-labelledby={titleId}
      role={alert ? 'alert' : undefined}
    >
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Text
        as={`h${headingLevel}` as const}
        id={titleId}
        variant="title-x-small"
        weight="bold"
      >
        {title}
      </Text>
      <div className={styles.text}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </section>
  );
}
