import { networkInterfaces } from 'node:os';
import { DiscoverError } from './discover-error.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * Own IPv4 addresses to ask from: of the interfaces that are named (by name or address), or of all but loopback.
 * @throws DiscoverError where there is no such interface.
 */
export function localAddresses(
  wanted: readonly string[] | 'all',
  interfaces: Interfaces = networkInterfaces(),
): readonly string[] {
  const own = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.filter(({ family }) => family === 'IPv4').map((address) => ({ name, ...address })),
  );
  if (wanted === 'all') return own.filter(({ internal }) => !internal).map(({ address }) => address);
  return wanted.flatMap((text) => {
    const chosen = own.filter(({ name, address }) => name === text || address === text);
    if (chosen.length > 0) return chosen.map(({ address }) => address);
    const known = own.map(({ name, address }) => `${name} (${address})`).join(', ') || 'none';
    throw new DiscoverError(
      `--interface: expected an interface of this machine with an IPv4 address, got "${text}"; there are: ${known}`,
    );
  });
}
