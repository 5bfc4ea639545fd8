import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { minutes } from '../../core/time/units.ts';

/** Turns an address of the inventory into a numeric one, or throws as `dns.lookup` does. */
export type AddressResolver = (address: string) => Promise<string>;

/**
 * Numeric addresses pass through; names are looked up once and kept for `keepMs`.
 * Batch probers take numeric addresses only: an engine that cannot resolve a name gives no line for it.
 */
export function createAddressResolver({
  keepMs = minutes(5),
  nowMs = () => performance.now(),
  lookupName = async (name: string) => (await lookup(name)).address,
} = {}): AddressResolver {
  const known = new Map<string, { readonly numeric: Promise<string>; readonly untilMs: number }>();
  return async (address) => {
    if (isIP(address) !== 0) return address;
    const cached = known.get(address);
    if (cached && nowMs() < cached.untilMs) return await cached.numeric;
    const numeric = lookupName(address);
    known.set(address, { numeric, untilMs: nowMs() + keepMs });
    numeric.catch(() => known.delete(address));
    return await numeric;
  };
}
