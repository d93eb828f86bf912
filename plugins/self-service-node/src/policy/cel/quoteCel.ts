import { JsonValue } from '@slipway/plugin-self-service-common';
import { printText } from './guard';

/**
 * A text, number, switch, or list of one of these, as CEL writes it; undefined
 * for anything else, which Kubernetes would want to know the type of.
 */
export function quoteCel(value: JsonValue): string | undefined {
  switch (typeof value) {
    case 'string':
      return printText(value);
    case 'boolean':
      return String(value);
    case 'number':
      return quoteNumber(value);
    default:
      return Array.isArray(value) ? quoteList(value) : undefined;
  }
}

function quoteNumber(value: number): string {
  if (Number.isSafeInteger(value)) {
    return String(value);
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function quoteList(items: JsonValue[]): string | undefined {
  const types = new Set(items.map(item => typeof item));
  const texts = items.map(item =>
    Array.isArray(item) ? undefined : quoteCel(item),
  );
  return types.size <= 1 && texts.every(text => text !== undefined)
    ? `[${texts.join(', ')}]`
    : undefined;
}
