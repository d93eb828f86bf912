import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { listPersonas, Persona } from './personas';

const retryMs = 2000;

export type PersonasState =
  | { status: 'loading' }
  | { status: 'failed'; error: Error }
  /** This installation has no personas. */
  | { status: 'absent' }
  | { status: 'loaded'; personas: Persona[] };

/**
 * The people on offer. Asks again while the catalog is still reading them,
 * shortly after the first start.
 */
export function usePersonas(): PersonasState & { retry: () => void } {
  const discoveryApi = useApi(discoveryApiRef);
  const [state, setState] = useState<PersonasState>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const load = async () => {
      try {
        const personas = await listPersonas(discoveryApi, abort.signal);
        setState(
          personas ? { status: 'loaded', personas } : { status: 'absent' },
        );
        if (personas?.some(persona => !persona.ready)) {
          timer = setTimeout(load, retryMs);
        }
      } catch (error) {
        if (!abort.signal.aborted) {
          setState({
            status: 'failed',
            error: error instanceof Error ? error : new Error(String(error)),
          });
        }
      }
    };
    load();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [discoveryApi, attempt]);

  const retry = () => {
    setState({ status: 'loading' });
    setAttempt(attempt + 1);
  };
  return { ...state, retry };
}
