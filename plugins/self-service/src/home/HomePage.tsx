import { LoadingState } from '@slipway/ui';
import { RemoteFailure } from '../data/RemoteFailure';
import { useContextView } from '../data/useContextView';
import { SectionFrame } from '../shared/SectionFrame';
import { KindCards } from './KindCards';
import { ThingsPanel } from './ThingsPanel';
import { WaitingPanel } from './WaitingPanel';
import styles from './home.module.css';

/** What can be asked for, what waits for the person, and what their teams have. */
export function HomePage() {
  const context = useContextView();
  return (
    <SectionFrame
      section="home"
      description="What you can ask for, what waits for you, and what your teams have"
    >
      {context.error && !context.data ? (
        <RemoteFailure
          what="Self-service"
          error={context.error}
          onRetry={context.retry}
        />
      ) : (
        <>
          <div className={styles.top}>
            <KindCards context={context.data} />
            {context.data ? (
              <WaitingPanel context={context.data} />
            ) : (
              <LoadingState
                label="Looking for what waits for you"
                rows={1}
                rowHeight={160}
              />
            )}
          </div>
          <ThingsPanel context={context.data} />
        </>
      )}
    </SectionFrame>
  );
}
