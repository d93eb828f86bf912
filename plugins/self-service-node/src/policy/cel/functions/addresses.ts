import { isIP, isIPv4 } from 'node:net';
import { CelError } from '../Cel';

const bitsOf = { 4: 32, 6: 128 } as const;

/** An IP address, as the field `spec.clusterIP` has one. No zone, no mapped form. */
export class Address {
  private constructor(readonly family: 4 | 6, readonly number: bigint) {}

  /** @throws CelError when it is none */
  static parse(text: string): Address {
    const address = Address.tryParse(text);
    if (!address) {
      throw notA(text, 'an IP address');
    }
    return address;
  }

  static tryParse(text: string): Address | undefined {
    if (text.length > 45 || text.includes('%') || isIP(text) === 0) {
      return undefined;
    }
    if (isIPv4(text)) {
      return new Address(4, numberOf(text.split('.'), 10, 8));
    }
    // Kubernetes refuses ::ffff:192.0.2.1 and its like.
    return text.includes('.')
      ? undefined
      : new Address(6, numberOf(expand(text), 16, 16));
  }

  /** With the bits after a prefix cleared. */
  masked(prefix: number): Address {
    const rest = BigInt(bitsOf[this.family] - prefix);
    return new Address(this.family, (this.number >> rest) << rest);
  }

  isWithin(network: Network): boolean {
    return (
      this.family === network.address.family &&
      this.masked(network.prefix).number ===
        network.address.masked(network.prefix).number
    );
  }

  isUnspecified(): boolean {
    return this.number === 0n;
  }

  isLoopback(): boolean {
    return isInBlock(this, '127.0.0.0/8', '::1/128');
  }

  isLinkLocalUnicast(): boolean {
    return isInBlock(this, '169.254.0.0/16', 'fe80::/10');
  }

  isLinkLocalMulticast(): boolean {
    return isInBlock(this, '224.0.0.0/24', 'ff02::/16');
  }

  /** As Go means it: private ranges are global unicast too. */
  isGlobalUnicast(): boolean {
    return !(
      this.isUnspecified() ||
      this.isLoopback() ||
      this.isLinkLocalUnicast() ||
      isInBlock(this, '224.0.0.0/4', 'ff00::/8') ||
      isInBlock(this, '255.255.255.255/32', '::/128')
    );
  }

  toString(): string {
    return this.family === 4
      ? groups(this.number, 4, 8).join('.')
      : compress(groups(this.number, 8, 16).map(group => group.toString(16)));
  }
}

/** A network in CIDR notation: `10.0.0.0/8`. */
export class Network {
  private constructor(readonly address: Address, readonly prefix: number) {}

  /** @throws CelError when it is none */
  static parse(text: string): Network {
    const network = Network.tryParse(text);
    if (!network) {
      throw notA(text, 'a network such as 10.0.0.0/8');
    }
    return network;
  }

  static tryParse(text: string): Network | undefined {
    const match = /^([^/]{1,45})\/(0|[1-9]\d{0,2})$/.exec(text);
    const address = match ? Address.tryParse(match[1]) : undefined;
    const prefix = Number(match?.[2]);
    return address && prefix <= bitsOf[address.family]
      ? new Network(address, prefix)
      : undefined;
  }

  masked(): Network {
    return new Network(this.address.masked(this.prefix), this.prefix);
  }

  contains(other: Address | Network): boolean {
    return other instanceof Address
      ? other.isWithin(this)
      : other.prefix >= this.prefix && other.address.isWithin(this);
  }

  toString(): string {
    return `${this.address}/${this.prefix}`;
  }
}

function isInBlock(address: Address, v4: string, v6: string): boolean {
  return address.isWithin(Network.parse(address.family === 4 ? v4 : v6));
}

function notA(text: string, what: string): CelError {
  const shown = JSON.stringify(text.slice(0, 60));
  return new CelError('evaluation', `${shown} is not ${what}.`);
}

function numberOf(parts: string[], radix: number, bits: number): bigint {
  return parts.reduce(
    (sum, part) => (sum << BigInt(bits)) | BigInt(parseInt(part, radix)),
    0n,
  );
}

function expand(text: string): string[] {
  const [head, tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const missing = 8 - left.length - right.length;
  return tail === undefined
    ? left
    : [...left, ...Array<string>(missing).fill('0'), ...right];
}

function groups(number: bigint, count: number, bits: number): number[] {
  const mask = (1n << BigInt(bits)) - 1n;
  return Array.from({ length: count }, (_, index) =>
    Number((number >> BigInt((count - 1 - index) * bits)) & mask),
  );
}

/** RFC 5952: the first longest run of at least two zero groups becomes ::. */
function compress(parts: string[]): string {
  const text = parts.join(':');
  const runs = text.match(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g) ?? [];
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest === '') {
    return text;
  }
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  const before = text.slice(0, at).replace(/:$/, '');
  const after = text.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}
