import { readFileSync } from 'node:fs';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { ConfigReader } from '@backstage/config';

/**
 * A backend with the catalog and self-service alone, in a process of its own so
 * that its memory can be read. The only argument names its configuration.
 */
const config = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const backend = createBackend();
backend.add(
  createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => new ConfigReader(config),
  }),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@slipway/plugin-self-service-backend'));
backend.add(import('@slipway/plugin-self-service-backend-module-namespaces'));
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
