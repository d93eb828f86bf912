import { canonicalJson } from './json';
import { FieldChange } from './plan';

/** Fields by which the elements of a list are told apart, best first. */
const elementKeys = ['name', 'key', 'type', 'port', 'id'];

/**
 * What differs between what is wanted and what is there, field by field, as a
 * server-side apply under our name would see it: a field that `desired` does
 * not name is somebody else's. A list belongs to who names it, whole: elements
 * that are too many are changes too. Elements with a name, key, type, port or
 * id that is theirs alone are compared by it, all other lists as one value.
 *
 * An empty list and no field are the same, since targets drop empty lists; an
 * empty object is a value, since to many an API `{}` means all.
 *
 * @returns nothing when all is as wanted; sorted by path
 */
export function compareFields(
  desired: unknown,
  actual: unknown,
): FieldChange[] {
  return compare('', desired, actual).sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function compare(
  path: string,
  desired: unknown,
  actual: unknown,
): FieldChange[] {
  if (isObject(desired) && (path === '' || Object.keys(desired).length > 0)) {
    if (!isObject(actual)) {
      return [change(path, actual, desired)];
    }
    return Object.entries(desired)
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) =>
        compare(path === '' ? key : `${path}.${key}`, value, own(actual, key)),
      );
  }
  if (Array.isArray(desired) && Array.isArray(actual)) {
    return compareLists(path, desired, actual);
  }
  return same(desired, actual) ? [] : [change(path, actual, desired)];
}

function compareLists(
  path: string,
  desired: unknown[],
  actual: unknown[],
): FieldChange[] {
  const key = elementKeys.find(
    name => identifies(name, desired) && identifies(name, actual),
  );
  if (key === undefined || desired.length === 0) {
    return same(desired, actual) ? [] : [change(path, actual, desired)];
  }
  const wanted = byKey(key, desired);
  const found = byKey(key, actual);
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap(name => {
    const element = `${path}[${name}]`;
    return wanted.has(name) && found.has(name)
      ? compare(element, wanted.get(name), found.get(name))
      : [change(element, found.get(name), wanted.get(name))];
  });
}

function identifies(key: string, list: unknown[]): boolean {
  const values = list.map(element =>
    isObject(element) ? own(element, key) : undefined,
  );
  return (
    values.every(value => ['string', 'number'].includes(typeof value)) &&
    new Set(values.map(String)).size === values.length
  );
}

function byKey(key: string, list: unknown[]): Map<string, unknown> {
  return new Map(
    list.filter(isObject).map(element => [String(own(element, key)), element]),
  );
}

function same(desired: unknown, actual: unknown): boolean {
  return (
    canonicalJson(absentIfEmpty(desired)) ===
    canonicalJson(absentIfEmpty(actual))
  );
}

function absentIfEmpty(value: unknown): unknown {
  return value === undefined || (Array.isArray(value) && value.length === 0)
    ? null
    : value;
}

/** Without what is not there, so that a text of it says no more than it knows. */
function change(path: string, before: unknown, after: unknown): FieldChange {
  return {
    path,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
