import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { prepareSpecializedApp } from '@backstage/frontend-app-api';
import {
  FrontendFeature,
  FrontendFeatureLoader,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { parse } from 'yaml';
import { ownFeatures } from './App';

type PackageJson = {
  dependencies: Record<string, string>;
  backstage?: { role?: string };
  exports?: Record<string, unknown>;
};

const root = join(__dirname, '../../..');
const readPackage = (path: string): PackageJson =>
  JSON.parse(readFileSync(path, 'utf8'));

/**
 * The plugins and modules that discovery finds: what this package depends on,
 * by the role it names. Discovery itself is the bundler's work and absent here.
 */
function discoverable(): string[] {
  const { dependencies } = readPackage(join(__dirname, '../package.json'));
  return Object.keys(dependencies).flatMap(name => {
    const found = readPackage(join(root, 'node_modules', name, 'package.json'));
    const isFeature = found.backstage?.role?.startsWith('frontend-plugin');
    if (!isFeature) {
      return [];
    }
    return found.exports?.['./alpha'] ? [`${name}/alpha`] : [name];
  });
}

type Loader = { loader: (options: object) => Promise<FrontendFeature[]> };

async function loadFeatures(): Promise<FrontendFeature[]> {
  const loaded = await Promise.all(
    discoverable().map(async (name): Promise<FrontendFeature[]> => {
      const feature = jest.requireActual<{
        default?: FrontendFeature | (FrontendFeatureLoader & Loader);
      }>(name).default;
      if (!feature) {
        return [];
      }
      return 'loader' in feature ? feature.loader({}) : [feature];
    }),
  );
  return [appPlugin, ...loaded.flat(), ...ownFeatures];
}

const appConfig = parse(readFileSync(join(root, 'app-config.yaml'), 'utf8'));

async function resolveApp(extensions: unknown[]) {
  const app = prepareSpecializedApp({
    features: await loadFeatures(),
    config: new ConfigReader({
      ...appConfig,
      app: {
        ...appConfig.app,
        baseUrl: 'http://localhost',
        // With a sign-in page the rest of the app waits for somebody.
        extensions: [...extensions, { 'sign-in-page:app': false }],
      },
      backend: { baseUrl: 'http://localhost' },
    }),
  });
  return app.finalize();
}

describe('app.extensions of app-config.yaml', () => {
  it('names only extensions that exist, with settings they accept', async () => {
    const { errors } = await resolveApp(appConfig.app.extensions);
    expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
  });

  it('would be reported if it named one that does not', async () => {
    const { errors } = await resolveApp(['page:nobody/wrote-this']);
    expect(errors?.map(({ code }) => code)).toContain(
      'INVALID_EXTENSION_CONFIG_KEY',
    );
  });
});
