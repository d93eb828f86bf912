import { RequestDetail } from './requests';
import { ResourceDetail } from './resources';
import { Instant } from './shared';

/** Shown once and stored nowhere. */
export type IssuedSecret = {
  title: string;
  /** Such as a kubeconfig. */
  content: string;
  fileName: string;
  expiresAt: Instant;
  help: string;
};

/** The answer to a day-two action. */
export type ActionResult = {
  /** Absent where the action asks for no change: something issued, a pin. */
  request?: RequestDetail;
  resource: ResourceDetail;
  issued?: IssuedSecret;
};
