import { isIP } from 'node:net';
import type { Device } from '../../core/domain/inventory.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';

const LOOKUPS_AT_ONCE = 20;

/** Numeric addresses of the inventory; names that cannot be looked up are counted, since what they mean may be found as new. */
export async function knownAddresses(
  devices: Iterable<Device>,
  resolve: AddressResolver,
): Promise<{ readonly addresses: ReadonlySet<string>; readonly unresolved: number }> {
  const texts = new Set(Iterator.from(devices).flatMap(({ address }) => (address ? [address] : [])));
  const addresses = new Set([...texts].filter((text) => isIP(text) > 0));
  let unresolved = 0;
  const names = [...texts].filter((text) => isIP(text) === 0).values();
  const lane = async () => {
    for (const name of names) {
      await resolve(name).then(
        (address) => addresses.add(address),
        () => {
          unresolved++;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: LOOKUPS_AT_ONCE }, lane));
  return { addresses, unresolved };
}
