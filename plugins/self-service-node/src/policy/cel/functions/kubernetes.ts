import type { Environment } from '@marcbachmann/cel-js';
import { Address, Network } from './addresses';
import { Quantity } from './Quantity';
import { Url } from './Url';

const sync = { async: false } as const;
const quantityType = 'kubernetes.Quantity';
const urlType = 'kubernetes.URL';
const addressType = 'net.IP';
const networkType = 'net.CIDR';

/**
 * Kubernetes' own types: quantities, URLs, addresses and networks, by the names
 * of kubernetes.io/docs/reference/using-api/cel.
 */
export function registerKubernetes(environment: Environment): void {
  registerQuantity(environment);
  registerUrl(environment);
  registerAddress(environment);
  registerNetwork(environment);
  // For the type check; the guard compares by isEqual.
  for (const type of [quantityType, urlType, addressType, networkType]) {
    environment.registerOperator(`${type} == ${type}`, Object.is);
  }
}

function registerQuantity(environment: Environment): void {
  const type = quantityType;
  environment
    .registerType(type, { ctor: Quantity, fields: {} })
    .registerFunction(`quantity(string): ${type}`, Quantity.parse, sync)
    .registerFunction('isQuantity(string): bool', Quantity.isQuantity, sync);
  const method = (
    signature: string,
    handler: (quantity: Quantity, ...args: never[]) => unknown,
  ) => environment.registerFunction(`${type}.${signature}`, handler, sync);
  method('isInteger(): bool', quantity => quantity.isInteger());
  method('asInteger(): int', quantity => quantity.asInteger());
  method('asApproximateFloat(): double', quantity =>
    quantity.asApproximateFloat(),
  );
  method('sign(): int', quantity => quantity.sign());
  for (const operand of [type, 'int']) {
    method(`add(${operand}): ${type}`, (a, b: Quantity | bigint) => a.add(b));
    method(`sub(${operand}): ${type}`, (a, b: Quantity | bigint) => a.sub(b));
  }
  method(`compareTo(${type}): int`, (a, b: Quantity) => BigInt(a.compareTo(b)));
  method(
    `isGreaterThan(${type}): bool`,
    (a, b: Quantity) => a.compareTo(b) > 0,
  );
  method(`isLessThan(${type}): bool`, (a, b: Quantity) => a.compareTo(b) < 0);
}

function registerUrl(environment: Environment): void {
  const type = urlType;
  environment
    .registerType(type, { ctor: Url, fields: {} })
    .registerFunction(`url(string): ${type}`, Url.parse, sync)
    .registerFunction(
      'isURL(string): bool',
      (text: string) => Url.tryParse(text) !== undefined,
      sync,
    );
  const method = (signature: string, handler: (url: Url) => unknown) =>
    environment.registerFunction(`${type}.${signature}`, handler, sync);
  method('getScheme(): string', url => url.scheme);
  method('getHost(): string', url => url.host);
  method('getHostname(): string', url => url.hostname());
  method('getPort(): string', url => url.port());
  method('getEscapedPath(): string', url => url.path);
  method('getQuery(): map<string, list<string>>', url => url.query());
}

function registerAddress(environment: Environment): void {
  const type = addressType;
  environment
    .registerType(type, { ctor: Address, fields: {} })
    .registerFunction(`ip(string): ${type}`, Address.parse, sync)
    .registerFunction(
      'isIP(string): bool',
      (text: string) => Address.tryParse(text) !== undefined,
      sync,
    );
  const method = (signature: string, handler: (address: Address) => unknown) =>
    environment.registerFunction(`${type}.${signature}`, handler, sync);
  method('family(): int', address => BigInt(address.family));
  method('isUnspecified(): bool', address => address.isUnspecified());
  method('isLoopback(): bool', address => address.isLoopback());
  method('isLinkLocalUnicast(): bool', address => address.isLinkLocalUnicast());
  method('isLinkLocalMulticast(): bool', address =>
    address.isLinkLocalMulticast(),
  );
  method('isGlobalUnicast(): bool', address => address.isGlobalUnicast());
  environment.registerFunction(
    `string(${type}): string`,
    (address: Address) => address.toString(),
    sync,
  );
}

function registerNetwork(environment: Environment): void {
  const type = networkType;
  environment
    .registerType(type, { ctor: Network, fields: {} })
    .registerFunction(`cidr(string): ${type}`, Network.parse, sync)
    .registerFunction(
      'isCIDR(string): bool',
      (text: string) => Network.tryParse(text) !== undefined,
      sync,
    );
  const method = (
    signature: string,
    handler: (network: Network, ...args: never[]) => unknown,
  ) => environment.registerFunction(`${type}.${signature}`, handler, sync);
  method('containsIP(net.IP): bool', (a, b: Address) => a.contains(b));
  method('containsIP(string): bool', (a, b: string) =>
    a.contains(Address.parse(b)),
  );
  method(`containsCIDR(${type}): bool`, (a, b: Network) => a.contains(b));
  method('containsCIDR(string): bool', (a, b: string) =>
    a.contains(Network.parse(b)),
  );
  method('ip(): net.IP', network => network.address);
  method(`masked(): ${type}`, network => network.masked());
  method('prefixLength(): int', network => BigInt(network.prefix));
  environment.registerFunction(
    `string(${type}): string`,
    (network: Network) => network.toString(),
    sync,
  );
}
