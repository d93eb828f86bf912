import { Box, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './Panel.module.css';

/** Properties of {@link Panel}. */
export type PanelProps = {
  title: string;
  /** What is plotted or listed, and in which unit. */
  description?: ReactNode;
  /** Buttons or links beside the title. */
  actions?: ReactNode;
  /** Level of the title within the page's outline; 3 by default. */
  headingLevel?: 2 | 3 | 4;
  children: ReactNode;
};

/** A titled surface: the frame of a chart, a table or a list. */
export function Panel(props: PanelProps) {
  const { title, description, actions, headingLevel = 3, children } = props;
  const titleId = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.panel}
      aria-labelledby={titleId}
    >
      <div className={styles.header}>
        <div className={styles.titles}>
          <Text
            as={`h${headingLevel}` as const}
            id={titleId}
            variant="body-large"
            weight="bold"
          >
            {title}
          </Text>
          {description && (
            <Text as="p" variant="body-small" color="secondary">
              {description}
            </Text>
          )}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </Box>
  );
}
