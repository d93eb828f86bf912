/** What the catalog's name of a resource is made of. */
export type NamedResource = {
  /** A UUID. */
  id: string;
  kind: string;
  name: string;
  target: string;
};

/** The catalog's limit on a name. */
const longest = 63;

const part = /^[a-z0-9][a-z0-9-]*$/;
const namePart = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/**
 * The name of a resource's catalog entity: `<kind>.<name>.<target>`, such as
 * `namespace.checkout-dev.eu-1`.
 *
 * The target is always part of it: one name may stand in several targets, and
 * which of them is the default is a setting, while a reference must not change
 * with one. Kinds and targets have no dots, so the first and the last dot say
 * where the name begins and ends and no two resources share one. What the
 * catalog would not take or not tell apart (too long, upper case, other
 * letters) ends in the resource's id instead: `<kind>.<start of name>_<id>`;
 * an underscore after the last dot keeps it apart from all others.
 */
export function entityNameOf(resource: NamedResource): string {
  const { id, kind, name, target } = resource;
  const readable = `${kind}.${name}.${target}`;
  if (
    readable.length <= longest &&
    part.test(kind) &&
    namePart.test(name) &&
    part.test(target) &&
    !target.endsWith('-')
  ) {
    return readable;
  }
  const mark = id.replaceAll('-', '').toLowerCase();
  const words = [kind, name].map(toWords).filter(word => word !== '');
  const start = words.join('.').slice(0, longest - mark.length - 1);
  return `${start}_${mark}`.replace(/^[^a-z0-9]+/, '');
}

/** The full reference of a resource's catalog entity. */
export function entityRefOf(resource: NamedResource): string {
  return `resource:default/${entityNameOf(resource)}`;
}

function toWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
