import { isIPv6 } from 'node:net';

/**
 * One spelling for each address (RFC 5952): IPv6 can be written in many ways, and an IPv4 address in a mapped one as well.
 * Names and IPv4 addresses are as they are. To compare with, not to show.
 */
export function canonicalAddress(address: string): string {
  if (!isIPv6(address)) return address.toLowerCase();
  const [bare = '', zone] = address.split('%');
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high !== undefined && low !== undefined)
    return renderIPv4(Number.parseInt(high + low.padStart(4, '0'), 16));
  return zone === undefined ? canonical : `${canonical}%${zone}`;
}

const renderIPv4 = (bits: number): string => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
