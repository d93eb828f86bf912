import Ajv from 'ajv/dist/2020';

type Answer = { status: number; body: unknown };

/**
 * Holds answers to an OpenAPI document.
 *
 * @returns what is wrong with an answer; null when it is as described
 */
export function answerChecker(document: any) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('date-time', value => !Number.isNaN(Date.parse(value)));
  return (operation: string, { status, body }: Answer): unknown => {
    const [method, path] = operation.split(' ');
    const described =
      document.paths[path]?.[method.toLowerCase()]?.responses[status];
    const schema = described?.content?.['application/json']?.schema;
    if (!schema) {
      return `${operation} does not say that it answers ${status}: ${JSON.stringify(
        body,
      )}`;
    }
    const validate = ajv.compile({
      ...schema,
      components: document.components,
    });
    return validate(body) ? null : validate.errors;
  };
}
