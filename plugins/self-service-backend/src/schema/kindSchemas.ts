import { JsonObject } from '@slipway/plugin-self-service-common';
import { Kind } from '@slipway/plugin-self-service-node';
import { presentKind } from '../service/read/presentKind';

const uriOf = (name: string) => `#/components/schemas/${name}`;

/** The schemas of all kinds and their actions, and the bodies that hold them. */
export type KindSchemas = {
  /** By the name that they have in the document. */
  components: JsonObject;
  /** A body that names a kind, with `inputs` of that kind. */
  ofRequest(body: JsonObject): JsonObject;
  /** A body whose `input` is that of an action of some kind. */
  ofAction(body: JsonObject): JsonObject;
};

/** For the OpenAPI document: what the form and the command line are made of, too. */
export function kindSchemas(kinds: readonly Kind[]): KindSchemas {
  const components: JsonObject = {};
  const add = (name: string, schema: JsonObject) => {
    components[name] = local(schema, name);
    return name;
  };
  const views = kinds.map(presentKind);
  const inputs = views.map(({ id, requestSchema }) => ({
    kind: id,
    name: add(`${pascal(id)}Inputs`, requestSchema),
  }));
  const actions = views.flatMap(kind =>
    kind.actions.map(({ id, inputSchema }) =>
      add(`${pascal(kind.id)}${pascal(id)}Input`, inputSchema),
    ),
  );
  return {
    components,
    ofRequest: body =>
      inputs.length === 0
        ? body
        : {
            oneOf: inputs.map(({ kind, name }) =>
              withProperties(body, {
                kind: { const: kind },
                inputs: { $ref: uriOf(name) },
              }),
            ),
          },
    ofAction: body =>
      actions.length === 0
        ? body
        : withProperties(body, {
            input: { anyOf: actions.map(name => ({ $ref: uriOf(name) })) },
          }),
  };
}

function withProperties(body: JsonObject, properties: JsonObject): JsonObject {
  const own = body.properties;
  return {
    ...body,
    properties: {
      ...(typeof own === 'object' && own !== null && !Array.isArray(own)
        ? own
        : {}),
      ...properties,
    },
  };
}

/** References within a schema, as they read from the whole document. */
function local(schema: JsonObject, name: string): JsonObject {
  const { $schema, ...rest } = schema;
  return JSON.parse(
    JSON.stringify(rest).replaceAll('"#/$defs/', `"${uriOf(name)}/$defs/`),
  );
}

/** `change-tier` as `ChangeTier`. */
function pascal(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
}
