import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './PageTitle.module.css';

/** Properties of {@link PageTitle}. */
export type PageTitleProps = {
  title: ReactNode;
  /** What the page answers, or whose it is. */
  description?: ReactNode;
  /** Buttons or links beside the title. */
  actions?: ReactNode;
};

/** The heading of a page that has no breadcrumb line of its own. */
export function PageTitle(props: PageTitleProps) {
  const { title, description, actions } = props;
  return (
    <div className={styles.frame}>
      <div className={styles.words}>
        <Text as="h1" variant="title-small" weight="bold">
          {title}
        </Text>
        {description && (
          <Text as="p" variant="body-medium" color="secondary">
            {description}
          </Text>
        )}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
