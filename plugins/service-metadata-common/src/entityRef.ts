const refPattern =
  /^(?<kind>[a-z][a-z0-9]*):(?:(?<namespace>[a-z0-9-]+)\/)?(?<name>[a-z0-9]+(?:[-_.][a-z0-9]+)*)$/;

/**
 * Reads `kind:namespace/name` or `kind:name` of one of the kinds, and gives the
 * full reference in lower case, or undefined. It is here because the model
 * package may only lend its types to this one.
 */
export function toFullRef(
  value: string,
  kinds: readonly string[],
): string | undefined {
  const match = refPattern.exec(value.toLowerCase());
  if (!match?.groups || !kinds.includes(match.groups.kind)) {
    return undefined;
  }
  const { kind, namespace = 'default', name } = match.groups;
  return `${kind}:${namespace}/${name}`;
}
