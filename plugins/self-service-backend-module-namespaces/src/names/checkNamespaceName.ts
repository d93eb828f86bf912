/** Names that Kubernetes, its distributions and Slipway keep for themselves. */
const reservedNames = ['default', 'slipway-system'];
const reservedPrefixes = ['kube-', 'openshift-'];

/** What a platform team keeps besides, from the settings. */
export type ProtectedNames = {
  names: readonly string[];
  prefixes: readonly string[];
};

/**
 * What is wrong with the name of a namespace and how to put it right, or
 * undefined when nothing is. The form of a name is that of an RFC 1123 label,
 * as the API server checks it.
 */
export function checkNamespaceName(
  name: string,
  kept: ProtectedNames = { names: [], prefixes: [] },
): string | undefined {
  return checkForm(name) ?? checkReserved(name, kept);
}

function checkForm(name: string): string | undefined {
  if (name === '') {
    return 'is empty; give it a name such as checkout-dev';
  }
  if (name.length > 63) {
    return `has ${name.length} characters and Kubernetes allows 63; shorten it`;
  }
  const wrong = /[^a-z0-9-]/u.exec(name);
  if (wrong) {
    return `has ${shown(
      wrong[0],
    )}, and a namespace is named in lower-case letters a to z, digits and dashes; ${remedyFor(
      name,
    )}`;
  }
  if (name.startsWith('-') || name.endsWith('-')) {
    return 'must begin and end with a letter or digit; take the dash away';
  }
  return undefined;
}

function checkReserved(name: string, kept: ProtectedNames): string | undefined {
  const prefix = [...reservedPrefixes, ...kept.prefixes].find(start =>
    name.startsWith(start),
  );
  if (prefix !== undefined) {
    return `begins with ${prefix}, which is reserved; choose a name that begins otherwise`;
  }
  if ([...reservedNames, ...kept.names].includes(name)) {
    return `is reserved: ${name} belongs to the platform; choose another name`;
  }
  return undefined;
}

/** A character that a person may not see is told by its code. */
function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const visible = code > 0x20 && code < 0x7f;
  return visible
    ? `"${character}"`
    : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function remedyFor(name: string): string {
  const suggestion = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return suggestion === '' || checkForm(suggestion) !== undefined
    ? 'choose another name'
    : `for example ${suggestion}`;
}
