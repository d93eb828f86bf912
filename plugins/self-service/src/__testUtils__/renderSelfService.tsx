import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { RenderResult, screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { selfServiceApiRef } from '../api/SelfServiceApi';
import { selfServicePlugin } from '../plugin';
import { now } from './builders';
import { FakeSelfServiceApi } from './FakeSelfServiceApi';
import { FakeSignals } from './FakeSignals';

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

/** Shows the address; the app's own navigation is not what is tested. */
const addressModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'address',
      params: { element: <Address /> },
    }),
    NavContentBlueprint.make({ params: { component: () => null } }),
  ],
});

/** The path and query that the app is at. */
export function address(): URL {
  const text = screen.getByTestId('address').textContent ?? '';
  return new URL(text, 'http://portal.example');
}

/** The plugin within an app, at a path, over the scenario. */
export function renderSelfService(
  path: string,
  options: { api?: FakeSelfServiceApi } = {},
): RenderResult & { api: FakeSelfServiceApi; signals: FakeSignals } {
  const { api = new FakeSelfServiceApi() } = options;
  const signals = new FakeSignals();
  jest.spyOn(Date, 'now').mockReturnValue(now);
  const result = renderTestApp({
    features: [selfServicePlugin, addressModule],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [selfServiceApiRef, api],
      [signalApiRef, signals],
      [catalogApiRef, catalogApiMock({ entities: [] })],
    ],
  });
  return { ...result, api, signals };
}
