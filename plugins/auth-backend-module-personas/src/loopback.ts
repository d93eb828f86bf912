import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address, such as a socket's peer, is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  // The list also matches IPv4 addresses written as IPv6 (`::ffff:127.0.0.1`).
  return (
    family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
  );
}

/**
 * Whether a host, as in a URL or a `Host` header without its port, can only
 * mean this machine.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    isLoopbackAddress(name)
  );
}
