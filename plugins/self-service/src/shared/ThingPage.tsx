import { ButtonLink, Container } from '@backstage/ui';
import { LoadingState, Remote } from '@slipway/ui';
import { ReactNode } from 'react';
import { Loaded } from '../data/Loaded';
import { useLinks } from './useLinks';

/** The page of one thing: how it loads, and what is said when it does not. */
export function ThingPage<T>(props: {
  /** `request`, within a sentence. */
  what: string;
  remote: Pick<Remote<T>, 'data' | 'error' | 'retry'>;
  children: (thing: T) => ReactNode;
}) {
  const { what, remote, children } = props;
  const links = useLinks();
  return (
    <main>
      <Loaded
        remote={remote}
        what={`The ${what}`}
        placeholder={
          <Container>
            <LoadingState
              label={`Loading the ${what}`}
              rows={6}
              rowHeight={48}
            />
          </Container>
        }
        elsewhere={
          <ButtonLink href={links.home()} variant="secondary">
            Self-service
          </ButtonLink>
        }
      >
        {children}
      </Loaded>
    </main>
  );
}
