const namePart = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const prefixPart =
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Labels that Slipway itself gives a namespace. */
export const ownLabels = ['team', 'environment', 'cost-center'] as const;

/** Whoever sets these decides what a namespace may do, or whose it is. */
const reservedDomains = ['slipway.dev', 'kubernetes.io', 'k8s.io'];

/**
 * What is wrong with the key of a label that somebody chose, or undefined. The
 * form is Kubernetes' own: an optional DNS name and a slash, then up to 63
 * letters, digits, dashes, underscores and dots.
 */
export function checkLabelKey(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (name === '' || name.length > 63 || !namePart.test(name)) {
    return 'a label is named in 1 to 63 letters, digits, "-", "_" and ".", a letter or digit at both ends';
  }
  if (prefix === undefined) {
    return ownLabels.some(own => own === name)
      ? `${name} is set by Slipway from the request; leave it out`
      : undefined;
  }
  if (prefix.length > 253 || !prefixPart.test(prefix)) {
    return 'what is before the slash must be a lower-case DNS name such as example.com';
  }
  const domain = reservedDomains.find(
    reserved => prefix === reserved || prefix.endsWith(`.${reserved}`),
  );
  return domain === undefined
    ? undefined
    : `labels of ${domain} are set by the platform; use a domain of your own`;
}

/** What is wrong with a label's value by Kubernetes' rules, or undefined. */
export function checkLabelValue(value: string): string | undefined {
  return value === '' || (value.length <= 63 && namePart.test(value))
    ? undefined
    : 'a value is empty or up to 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';
}
