import { StepError } from '@slipway/plugin-self-service-node';
import { ClusterError, isNamespaceGone, StatusCause } from './ClusterError';
import { mayPass } from './retry';

type Explanation = { message: string; remedy: string; permanent: boolean };

/**
 * What went wrong at a cluster, in words for the person whose request it was,
 * with what to do about it. What is no error of a cluster stays as it is. The
 * message says all that the original does, so that is not kept as its cause:
 * causes are appended to messages.
 */
export function toStepError(error: unknown, cluster: string): unknown {
  if (!(error instanceof ClusterError)) {
    return error;
  }
  const { message, remedy, permanent } = explain(error, cluster);
  return new StepError(message, {
    remedy,
    permanent,
    ...(error.retryAfterMs && { retryAfterMs: error.retryAfterMs }),
  });
}

/** Runs something at a cluster; what goes wrong is thrown as a StepError. */
export async function atCluster<T>(
  cluster: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStepError(error, cluster);
  }
}

function explain(error: ClusterError, cluster: string): Explanation {
  if (error.status === null) {
    return {
      message: `The cluster ${cluster} cannot be reached: ${error.message}`,
      remedy:
        'It is tried again by itself. If it lasts, the administration page of self-service shows the health of the cluster.',
      permanent: false,
    };
  }
  if (error.status === 401) {
    return {
      message: `The cluster ${cluster} does not accept Slipway's credentials (401 at ${error.request})`,
      remedy:
        'Give the target a token or kubeconfig that is valid; it is read again by itself.',
      permanent: false,
    };
  }
  if (mayPass(error)) {
    return {
      message: `The cluster ${cluster} is in trouble: ${error.message} (${error.status} at ${error.request})`,
      remedy: 'It is tried again by itself.',
      permanent: false,
    };
  }
  if (error.status === 403) {
    return explainForbidden(error, cluster);
  }
  return explainRefusal(error, cluster);
}

function explainForbidden(error: ClusterError, cluster: string): Explanation {
  const { message } = error;
  const refused = (remedy: string, permanent = true) => ({
    message: `The cluster ${cluster} refused: ${message}`,
    remedy,
    permanent,
  });
  if (message.includes('exceeded quota')) {
    return refused(
      'Another ResourceQuota in the namespace leaves no room for this; raise or remove it, then retry.',
    );
  }
  if (/admission webhook|denied the request|admission policy/.test(message)) {
    return refused(
      'A rule of the cluster refuses it. Its message says what it wants; change the request, or ask who runs the cluster for an exception, then retry.',
    );
  }
  if (message.includes('attempting to grant RBAC permissions')) {
    return refused(
      "Slipway may only give rights that it has itself. Let who runs the cluster allow Slipway's account the verb bind on that role (rbac.authorization.k8s.io), then retry.",
    );
  }
  if (error.causes.some(({ reason }) => reason === 'NamespaceTerminating')) {
    return refused('It is tried again when the namespace is gone.', false);
  }
  const denied =
    /User "([^"]*)" cannot (\S+) resource "([^"]*)" in API group "([^"]*)"/.exec(
      message,
    );
  if (denied) {
    const [, user, verb, resource, group] = denied;
    return refused(
      `Let who runs the cluster grant ${user} the verb ${verb} on ${resource} in the API group "${group}" by a ClusterRole, then retry.`,
    );
  }
  return refused('Let who runs the cluster allow it, then retry.');
}

function explainRefusal(error: ClusterError, cluster: string): Explanation {
  const conflicts = error.causes.filter(
    ({ reason }) => reason === 'FieldManagerConflict',
  );
  if (conflicts.length > 0) {
    return {
      message: `In the cluster ${cluster} others hold fields that the plan sets: ${listCauses(
        conflicts,
      )}`,
      remedy:
        'Let them give the fields up, or request it with adoption always, which takes them over.',
      permanent: true,
    };
  }
  if (error.status === 409) {
    return {
      message: `In the cluster ${cluster} the object changed meanwhile: ${error.message}`,
      remedy: 'It is tried again by itself.',
      permanent: false,
    };
  }
  if (error.status === 410 || isNamespaceGone(error)) {
    return {
      message: `In the cluster ${cluster} it was there a moment ago: ${error.message} (${error.status} at ${error.request})`,
      remedy: 'It is tried again by itself.',
      permanent: false,
    };
  }
  if (error.reason === 'NoSuchKind') {
    return {
      message: `${error.message} (cluster ${cluster})`,
      remedy:
        'Install what brings that kind, or choose a template version or a cluster that does without.',
      permanent: true,
    };
  }
  const fields = listCauses(error.causes);
  return {
    message: `The cluster ${cluster} refused: ${error.message} (${
      error.status ?? ''
    } at ${error.request})`,
    remedy: fields
      ? `Correct ${fields}, then retry.`
      : 'Correct what the message names, then retry.',
    permanent: true,
  };
}

function listCauses(causes: StatusCause[]): string {
  return causes
    .filter(({ field }) => field)
    .map(({ field, message }) => (message ? `${field} (${message})` : field))
    .join(', ');
}
