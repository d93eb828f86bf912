import { createBackend } from '@backstage/backend-defaults';
import { replicasStartInTurn } from '@slipway/database';
import { httpServer } from './httpServer';

const backend = createBackend();

backend.add(replicasStartInTurn);
backend.add(httpServer);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@slipway/plugin-auth-backend-module-personas'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@slipway/plugin-permission-backend-module-slipway'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@slipway/plugin-catalog-backend-module-slipway'));
backend.add(import('@slipway/plugin-catalog-backend-module-self-service'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@slipway/plugin-dora-backend'));

backend.add(import('@slipway/plugin-self-service-backend'));
backend.add(import('@slipway/plugin-self-service-backend-module-namespaces'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@slipway/plugin-scaffolder-backend-module-slipway'));

// A backend that failed to start would stay and answer 503 for ever. Ending
// lets whoever started it say why, or try again.
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
