import { Text } from '@backstage/ui';
import { RiInbox2Line } from '@remixicon/react';
import { ReactNode } from 'react';
import { StateMessage, StateMessageProps } from './StateMessage';

/** Properties of {@link EmptyState}. */
export type EmptyStateProps = StateMessageProps & {
  /** What is not there: `No deployments in this window`. */
  title: string;
  /** What would be here and how to get it. */
  description: ReactNode;
  /** The button or link of the next step. */
  action?: ReactNode;
};

/** Says what would be here and how to get it. */
export function EmptyState(props: EmptyStateProps) {
  const { title, description, action, headingLevel } = props;
  return (
    <StateMessage
      icon={<RiInbox2Line size={24} />}
      title={title}
      action={action}
      headingLevel={headingLevel}
    >
      <Text as="p" color="secondary">
        {description}
      </Text>
    </StateMessage>
  );
}
