const EVERYWHERE = ['0.0.0.0', '::'];
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const LOCAL = [...LOOPBACK, ...EVERYWHERE];

/** Where the portal is found, for people and for this machine. */
export interface Addresses {
  /** What a person opens. */
  browser: string;
  /** What a program on this machine asks; never needs a name lookup. */
  local: string;
  /** Whether other machines can reach it. */
  open: boolean;
}

/** The addresses of a portal that listens on a host and port. */
export function addressesOf(host: string, port: number): Addresses {
  const shown = LOCAL.includes(host) ? 'localhost' : host;
  const asked = EVERYWHERE.includes(host) ? '127.0.0.1' : host;
  return {
    browser: `http://${bracketed(shown)}:${port}`,
    local: `http://${bracketed(asked)}:${port}`,
    open: !LOOPBACK.includes(host),
  };
}

function bracketed(host: string) {
  return host.includes(':') ? `[${host}]` : host;
}
