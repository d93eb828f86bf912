import { mockServices } from '@backstage/backend-test-utils';
import { assertTrialInstallation } from './assertTrialInstallation';

type Sections = {
  auth?: object;
  app?: object;
  backend?: object;
  allowNonLoopback?: boolean;
};

const check = ({ auth, app, backend, allowNonLoopback = false }: Sections) => {
  const config = mockServices.rootConfig({
    data: {
      app: { baseUrl: 'http://localhost:3000', ...app },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: 'localhost:7007',
        ...backend,
      },
      auth: { providers: { personas: {} }, ...auth },
    },
  });
  return () =>
    assertTrialInstallation(config, {
      users: ['user:default/ana.brandt'],
      allowNonLoopback,
    });
};

describe('assertTrialInstallation', () => {
  it.each<[string, Sections]>([
    ['the defaults', {}],
    [
      'auth.environment development',
      { auth: { environment: 'development', providers: { personas: {} } } },
    ],
    ['an IPv4 address', { backend: { listen: { host: '127.0.0.1' } } }],
    ['an IPv6 address', { backend: { listen: { host: '::1' } } }],
    [
      'another provider set to null',
      { auth: { providers: { personas: {}, guest: null } } },
    ],
    [
      'open addresses with the flag',
      {
        backend: { listen: ':7007' },
        app: { baseUrl: 'https://portal.example' },
        allowNonLoopback: true,
      },
    ],
  ])('accepts %s', (_, sections) => {
    expect(check(sections)).not.toThrow();
  });

  it.each<[string, Sections, RegExp]>([
    [
      'production',
      { auth: { environment: 'production' }, allowNonLoopback: true },
      /auth\.environment is "production".*Set auth\.providers\.personas to null/,
    ],
    [
      'any other environment',
      { auth: { environment: 'staging' } },
      /is "staging"/,
    ],
    [
      'another provider',
      {
        auth: { providers: { personas: {}, oidc: {} } },
        allowNonLoopback: true,
      },
      /configures oidc.* works only alone/,
    ],
    [
      'every address',
      { backend: { listen: ':7007' } },
      /backend\.listen is every address/,
    ],
    ['a bare port', { backend: { listen: '7007' } }, /every address/],
    [
      'listen without a host',
      { backend: { listen: { port: 7007 } } },
      /every address/,
    ],
    [
      'all IPv4 addresses',
      { backend: { listen: { host: '0.0.0.0' } } },
      /"0\.0\.0\.0"/,
    ],
    [
      'an address of the network',
      { backend: { listen: '10.1.2.3:7007' } },
      /"10\.1\.2\.3"/,
    ],
    [
      'a public address of the backend',
      { backend: { baseUrl: 'https://portal.example' } },
      /backend\.baseUrl is "https:\/\/portal\.example"/,
    ],
    [
      'a public address of the app',
      { app: { baseUrl: 'https://portal.example' } },
      /app\.baseUrl is/,
    ],
    [
      'a name that only looks local',
      { app: { baseUrl: 'http://localhost.portal.example' } },
      /app\.baseUrl is/,
    ],
  ])('refuses %s', (_, sections, message) => {
    expect(check(sections)).toThrow(message);
  });
});
