import { Text } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import { StateMessage, StateMessageProps } from './StateMessage';

/** Properties of {@link NoPermissionState}. */
export type NoPermissionStateProps = StateMessageProps & {
  /** What may not be seen, as the end of a sentence: `delivery metrics`. */
  what: string;
  /** Who can grant it: `the platform team`. */
  whoCanGrant: string;
};

/** Says that access is missing and who can grant it. */
export function NoPermissionState(props: NoPermissionStateProps) {
  const { what, whoCanGrant, headingLevel } = props;
  return (
    <StateMessage
      icon={<RiLock2Line size={24} />}
      title={`You may not see ${what}`}
      headingLevel={headingLevel}
    >
      <Text as="p" color="secondary">
        Access is granted by {whoCanGrant}.
      </Text>
    </StateMessage>
  );
}
