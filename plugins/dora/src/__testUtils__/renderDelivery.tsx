import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { RenderResult, screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { doraApiRef } from '../api/DoraApi';
import { doraPlugin } from '../plugin';
import { FakeDoraApi } from './FakeDoraApi';
import { entities, now, quarter } from './scenario';

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

/** The plugin within an app, at a path, over the quarter of `scenario.ts`. */
export function renderDelivery(
  path: string,
  options: { api?: FakeDoraApi } = {},
): RenderResult & { api: FakeDoraApi } {
  const { api = new FakeDoraApi(quarter()) } = options;
  jest.spyOn(Date, 'now').mockReturnValue(now.getTime());
  const result = renderTestApp({
    features: [doraPlugin, addressModule],
    initialRouteEntries: [path],
    config: { organization: { name: 'Saltmarsh Supply' } },
    apis: [
      [doraApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
  });
  return { ...result, api };
}
