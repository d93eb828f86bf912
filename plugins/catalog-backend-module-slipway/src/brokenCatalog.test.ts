import { cp, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { checkCatalog, formatProblem } from './__testUtils__/checkCatalog';

const sampleCompany = resolve(__dirname, '../../../catalog');

/** An edit of a document of a file, and the message that it must lead to. */
type Breakage = {
  file: string;
  /** `metadata.name` of the document; absent for a file of one document. */
  name?: string;
  from: string;
  to: string;
  message: string;
};

const breakages: Breakage[] = [
  {
    file: 'checkout.yaml',
    name: 'cart-service',
    from: 'owner: checkout',
    to: 'owner: chekout',
    message:
      'checkout.yaml: component:default/cart-service: spec.owner ("chekout") names group:default/chekout, which is not in the catalog. Write "group:default/checkout", or add the entity.',
  },
  {
    file: 'checkout.yaml',
    name: 'tax-calculator',
    from: "tier: '2'",
    to: "tier: '5'",
    message:
      'checkout.yaml: component:default/tax-calculator: metadata.annotations.slipway.dev/tier ("5") must be "1", "2", "3" or "4". Write "1" when the business stops without it, and up to "4" when only its own team notices.',
  },
  {
    file: 'checkout.yaml',
    name: 'money',
    from: 'slipway.dev/technology',
    to: 'slipway.dev/tecnology',
    message:
      'checkout.yaml: component:default/money: metadata.annotations.slipway.dev/tecnology ("TypeScript") is not an annotation of slipway.dev/. Write "slipway.dev/technology" instead.',
  },
  {
    file: 'checkout.yaml',
    name: 'order-service',
    from: "    slipway.dev/tier: '1'\n",
    to: '',
    message:
      'checkout.yaml: component:default/order-service: metadata.annotations.slipway.dev/tier is required for a component whose spec.lifecycle is production. Write "1" when the business stops without it, and up to "4" when only its own team notices.',
  },
  {
    file: 'shop.yaml',
    name: 'shop-web',
    from: '  lifecycle: production\n',
    to: '',
    message:
      'shop.yaml: component:default/shop-web: spec.lifecycle must have a value. Add it.',
  },
  {
    file: 'shop.yaml',
    name: 'rigging',
    from: 'type: library',
    to: 'type: 7',
    message:
      'shop.yaml: component:default/rigging: spec.type must be string. Correct the value.',
  },
  {
    file: 'shop.yaml',
    name: 'harbour-guide',
    from: 'name: harbour-guide',
    to: 'name: harbour guide',
    message:
      'shop.yaml: component:default/harbour guide: metadata.name is not valid; expected a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63 characters in total but found "harbour guide". Correct the value.',
  },
  {
    file: 'platform-services.yaml',
    name: 'build-cache',
    from: 'name: build-cache',
    to: 'name: service-kit',
    message:
      'platform-services.yaml: component:default/service-kit: metadata.name is taken in platform-services.yaml. Choose another name.',
  },
  {
    file: 'analytics.yaml',
    name: 'sales-pipeline',
    from: 'resource:sales-lake',
    to: 'sales-lake',
    message:
      'analytics.yaml: component:default/sales-pipeline: spec.dependsOn ("sales-lake") is not a reference. Write "kind:name", for example "component:money".',
  },
  {
    file: 'organisation.yaml',
    name: 'checkout',
    from: 'joel.mensah',
    to: 'joel.mensa',
    message:
      'organisation.yaml: group:default/checkout: metadata.annotations.slipway.dev/lead ("user:default/joel.mensa") names user:default/joel.mensa, which is not in the catalog. Write "user:default/joel.mensah", or add the entity.',
  },
  {
    file: 'organisation.yaml',
    name: 'data',
    from: 'America/Mexico_City',
    to: 'America/Mexico',
    message:
      'organisation.yaml: group:default/data: metadata.annotations.slipway.dev/time-zone ("America/Mexico") must be a time zone of the IANA database. Write, for example, "Europe/Lisbon" or "UTC".',
  },
  {
    file: 'domains.yaml',
    name: 'inventory',
    from: 'domain: logistics',
    to: 'domain: shipping',
    message:
      'domains.yaml: system:default/inventory: spec.domain ("shipping") names domain:default/shipping, which is not in the catalog. Correct the name, or add the entity.',
  },
  {
    file: 'people.yaml',
    name: 'priya.raman',
    from: 'spec:',
    to: 'note: new\nspec:',
    message:
      'people.yaml: user:default/priya.raman: note is no field. Remove it.',
  },
  {
    file: 'people.yaml',
    name: 'pekka.rautala',
    from: 'backstage.io/v1alpha1',
    to: 'backstage.io/v1',
    message:
      'people.yaml: user:default/pekka.rautala: apiVersion is "backstage.io/v1". Write "backstage.io/v1alpha1".',
  },
  {
    file: 'accounts.yaml',
    name: 'accounts-api',
    from: 'accounts.openapi',
    to: 'account.openapi',
    message:
      'accounts.yaml: api:default/accounts-api: spec.definition.$text names "./apis/account.openapi.yaml", which does not exist. Correct the path, which starts at the folder of the file, or add the file.',
  },
  {
    file: 'inventory.yaml',
    name: 'stock-grpc',
    from: 'type: grpc',
    to: 'type: protobuf',
    message:
      'inventory.yaml: api:default/stock-grpc: spec.type is "protobuf". Use one of: openapi, asyncapi, graphql, grpc.',
  },
  {
    file: 'apis/cart.openapi.yaml',
    from: "schemas/NewCart'",
    to: "schemas/Cat'",
    message:
      'checkout.yaml: api:default/cart-api: spec.definition.$text ("./apis/cart.openapi.yaml") is not valid OpenAPI 3: Missing $ref pointer "#/components/schemas/Cat". Token "Cat" does not exist. Correct the definition there.',
  },
  {
    file: 'apis/search.openapi.yaml',
    from: 'openapi: 3.1.0',
    to: "swagger: '2.0'",
    message:
      'product-discovery.yaml: api:default/search-api: spec.definition.$text ("./apis/search.openapi.yaml") is not valid OpenAPI 3: openapi must be a version 3, such as 3.1.0. Correct the definition there.',
  },
  {
    file: 'apis/orders.openapi.yaml',
    from: 'description: A page of orders',
    to: 'summary: A page of orders',
    message:
      'checkout.yaml: api:default/orders-api: spec.definition.$text ("./apis/orders.openapi.yaml") is not valid OpenAPI 3: #/paths/~1orders/get/responses/200 must have required property \'description\'. Correct the definition there.',
  },
  {
    file: 'apis/order-events.asyncapi.yaml',
    from: 'action: send',
    to: 'action: emit',
    message:
      'checkout.yaml: api:default/order-events: spec.definition.$text ("./apis/order-events.asyncapi.yaml") is not valid AsyncAPI: operations.publishOrderEvents.action "action" property must be equal to one of the allowed values: "send", "receive". Correct the definition there.',
  },
  {
    file: 'apis/shop.graphql',
    from: '[Certificate!]!',
    to: '[Certificates!]!',
    message:
      'shop.yaml: api:default/shop-graphql: spec.definition.$text ("./apis/shop.graphql") is not valid GraphQL: Unknown type "Certificates". Did you mean "Certificate". Correct the definition there.',
  },
  {
    file: 'apis/tax.proto',
    from: 'repeated Line lines',
    to: 'repeated Lines lines',
    message:
      'checkout.yaml: api:default/tax-grpc: spec.definition.$text ("./apis/tax.proto") is not valid Protocol Buffers: no such Type or Enum \'Lines\' in Type .saltmarsh.tax.v1.CalculateRequest. Correct the definition there.',
  },
  {
    file: 'all.yaml',
    from: '- ./shop.yaml',
    to: '- ./shop.yaml\n    - ./shops.yaml',
    message:
      'all.yaml: location:default/saltmarsh-supply: spec.targets names "./shops.yaml", which does not exist. Correct the name, or add the file.',
  },
];

describe('a broken copy of the sample company', () => {
  const folder = createMockDirectory();

  it('leads to a message that names file, field and remedy for each fault', async () => {
    await cp(sampleCompany, folder.path, { recursive: true });
    for (const { file, name, from, to } of breakages) {
      const path = folder.resolve(file);
      const documents = (await readFile(path, 'utf8')).split('---\n');
      const index = documents.findIndex(
        text => !name || text.includes(`  name: ${name}\n`),
      );
      expect(documents[index]).toContain(from);
      documents[index] = documents[index].replace(from, to);
      await writeFile(path, documents.join('---\n'));
    }
    await writeFile(folder.resolve('forgotten.yaml'), '');

    const { problems } = await checkCatalog(folder.path, 'all.yaml');

    expect(problems.map(formatProblem).sort()).toEqual(
      [
        ...breakages.map(({ message }) => message),
        'forgotten.yaml is not read, because no location names it. Add it to spec.targets of all.yaml.',
      ].sort(),
    );
  });

  it('leads to the line where a file is no YAML or describes nothing', async () => {
    folder.setContent({
      'all.yaml': `
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: all }
spec: { type: file, targets: [./teams.yaml] }
`,
      'teams.yaml': `
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: checkout
  description: Teams: all of them
---
metadata: { title: Checkout }
`,
    });

    const { problems } = await checkCatalog(folder.path, 'all.yaml');

    expect(problems.map(formatProblem)).toEqual([
      'teams.yaml:6 is not YAML: Nested mappings are not allowed in compact mappings at line 6, column 16. Correct the line; text with ": " or "#" needs quotes.',
      'teams.yaml:7: kind, metadata.name must have a value. Say what the document describes, or remove it.',
    ]);
  });
});
