import type * as ClientNode from '@kubernetes/client-node';
import type { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { ClusterSettings } from '../settings';

/**
 * The credentials of one cluster. Each cluster gets a KubeConfig of its own,
 * since the library keeps fetched credentials by the name of the user, and two
 * clusters may well call theirs `admin`.
 *
 * The library takes a second and 100 MB to load: that is left to the first
 * cluster that is used, by `require`, which Jest can do late as well.
 */
export function loadKubeConfig(settings: ClusterSettings): KubeConfig {
  const library: typeof ClientNode = require('@kubernetes/client-node');
  const config = new library.KubeConfig();
  switch (settings.type) {
    case 'in-cluster':
      if (!process.env.KUBERNETES_SERVICE_HOST) {
        throw new InputError(
          'The cluster is set to in-cluster, but this does not run in a pod: KUBERNETES_SERVICE_HOST is not set. Use a kubeconfig or a service account.',
        );
      }
      config.loadFromCluster();
      break;
    case 'kubeconfig':
      if (settings.path) {
        config.loadFromFile(settings.path);
      } else {
        config.loadFromDefault();
      }
      selectContext(config, settings.context);
      break;
    default:
      loadServiceAccount(config, settings);
  }
  return config;
}

function selectContext(config: KubeConfig, context: string | undefined) {
  if (context !== undefined) {
    config.setCurrentContext(context);
  }
  if (!config.getCurrentCluster() || !config.getCurrentUser()) {
    const known = config.getContexts().map(({ name }) => name);
    throw new InputError(
      `The kubeconfig has no usable context ${
        context ?? config.getCurrentContext() ?? ''
      }; it has ${known.join(', ') || 'none'}.`,
    );
  }
}

function loadServiceAccount(
  config: KubeConfig,
  settings: Extract<ClusterSettings, { type: 'service-account' }>,
) {
  const { url, ca, caFile, token, tokenFile } = settings;
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: url.replace(/\/+$/, ''),
      skipTLSVerify: false,
      ...(caFile !== undefined && { caFile }),
      ...(ca !== undefined && { caData: Buffer.from(ca).toString('base64') }),
    },
    {
      name: 'service-account',
      ...(token !== undefined && { token }),
      ...(tokenFile !== undefined && {
        authProvider: { name: 'tokenFile', config: { tokenFile } },
      }),
    },
  );
}
