import { JsonObject, JsonValue } from '@slipway/plugin-self-service-common';
import { FIELD_MANAGER, LiveObject, ManagedFieldsEntry } from './liveObject';

/**
 * Who besides us wrote which field: dotted path → field manager, elements of
 * lists by `[key]`. Where two did, who did last. The server's own bookkeeping
 * (status, and each `.` that stands for an object itself) is left out.
 */
export function otherManagers(live: LiveObject): Record<string, string> {
  const managers: Record<string, string> = {};
  live.metadata.managedFields
    .filter(({ manager }) => manager !== FIELD_MANAGER)
    .sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))
    .forEach(({ manager, fieldsV1 }) => {
      leaves(fieldsV1, '').forEach(path => {
        managers[path] = manager;
      });
    });
  return managers;
}

/** Whether the entry is about more than the object's status. */
export function isAboutSpec({ fieldsV1, subresource }: ManagedFieldsEntry) {
  return (
    subresource !== 'status' &&
    Object.keys(fieldsV1).some(key => key !== 'f:status')
  );
}

/**
 * Whether the fields that we hold by apply are those of `desired`, no more and
 * no less: then applying it again changes nothing. More means that a field
 * that we no longer want is still held by us, and an apply lets it go.
 */
export function holdsExactly(live: LiveObject, desired: JsonObject): boolean {
  const own = live.metadata.managedFields.find(
    ({ manager, operation, subresource }) =>
      manager === FIELD_MANAGER && operation === 'Apply' && !subresource,
  );
  return own !== undefined && covers(own.fieldsV1, withoutIdentity(desired));
}

/** Field sets never hold what identifies the object. */
function withoutIdentity(desired: JsonObject): JsonObject {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = desired;
  if (typeof metadata !== 'object' || !metadata || Array.isArray(metadata)) {
    return rest;
  }
  const { name: _name, namespace: _namespace, ...inner } = metadata;
  return Object.keys(inner).length > 0 ? { ...rest, metadata: inner } : rest;
}

function covers(fields: JsonObject, value: JsonValue): boolean {
  const children = Object.entries(fields).filter(([key]) => key !== '.');
  if (children.length === 0) {
    // A leaf: held as a whole.
    return true;
  }
  if (Array.isArray(value)) {
    return coversList(children, value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const wanted = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
  return (
    wanted.every(([key]) => Object.hasOwn(fields, `f:${key}`)) &&
    children.every(([key, inner]) => {
      const name = key.slice(2);
      return Object.hasOwn(value, name) && covers(asFields(inner), value[name]);
    })
  );
}

function coversList(
  children: Array<[string, JsonValue]>,
  list: JsonValue[],
): boolean {
  return (
    children.length === list.length &&
    children.every(([key, inner]) => {
      const element = list.find(candidate => isElement(key, candidate));
      return element !== undefined && covers(asFields(inner), element);
    })
  );
}

/** `k:{"name":"a"}` names an element by its keys, `v:"a"` by itself. */
function isElement(key: string, element: JsonValue): boolean {
  const wanted = parse(key.slice(2));
  if (key.startsWith('v:')) {
    return wanted === element;
  }
  return (
    typeof element === 'object' &&
    element !== null &&
    !Array.isArray(element) &&
    Object.entries(wanted ?? {}).every(
      ([name, value]) => element[name] === value,
    )
  );
}

function leaves(fields: JsonObject, path: string): string[] {
  return Object.entries(fields)
    .filter(([key]) => key !== '.' && key !== 'f:status')
    .flatMap(([key, inner]) => {
      const here = join(path, key);
      const below = leaves(asFields(inner), here);
      return below.length > 0 ? below : [here];
    });
}

function join(path: string, key: string): string {
  if (key.startsWith('f:')) {
    return path === '' ? key.slice(2) : `${path}.${key.slice(2)}`;
  }
  const value = parse(key.slice(2));
  const names =
    typeof value === 'object' && value !== null
      ? Object.values(value).join(',')
      : String(value);
  return `${path}[${names}]`;
}

function isEmpty(value: JsonValue): boolean {
  return (
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function asFields(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
