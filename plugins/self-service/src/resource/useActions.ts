import {
  ActionResult,
  IssuedSecret,
  ResourceDetail,
} from '@slipway/plugin-self-service-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useLinks } from '../shared/useLinks';

/** An action as a resource offers it. */
export type ResourceAction = ResourceDetail['actions'][number];

/**
 * The action that is being asked for, and what came of the last one. What is
 * shown once is held here alone, until it is put away.
 */
export function useActions(refresh: () => void) {
  const links = useLinks();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<ResourceAction>();
  const [issued, setIssued] = useState<IssuedSecret>();
  const [done, setDone] = useState<string>();

  const finish = ({ request, issued: secret }: ActionResult) => {
    const title = asked?.title;
    setAsked(undefined);
    if (secret) setIssued(secret);
    else if (request) navigate(links.request(request.id));
    else setDone(title);
    refresh();
  };
  return {
    asked,
    issued,
    /** The title of what was done at once. */
    done,
    ask: (action: ResourceAction) => {
      setDone(undefined);
      setAsked(action);
    },
    finish,
    close: () => setAsked(undefined),
    forget: () => setIssued(undefined),
  };
}

/** See {@link useActions}. */
export type Actions = ReturnType<typeof useActions>;
