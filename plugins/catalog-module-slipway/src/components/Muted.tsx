import { Text } from '@backstage/ui';
import { ReactNode } from 'react';

/** Text that says there is nothing, so that a gap is not read as a fault. */
export function Muted(props: { children: ReactNode }) {
  return (
    <Text variant="body-medium" color="secondary">
      {props.children}
    </Text>
  );
}
