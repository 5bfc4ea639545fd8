import type { Shown } from '#portal/city/city-view.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

/** A city whose contractor a claims two of four hours of two cameras; its agency is x, its line is b's. */
export async function claimedCity({
  isClaimed = true,
  shown,
  terms,
  claimWithin,
  ...desk
}: { readonly isClaimed?: boolean; readonly shown?: Shown } & Parameters<typeof createClaimCity>[0] &
  Parameters<typeof paperDeskOf>[1] = {}) {
  const city = await createClaimCity({
    ...(terms && { terms }),
    ...(claimWithin !== undefined && { claimWithin }),
  });
  if (isClaimed) await claimAll(city);
  const portal = await startClosedPortal(shown, { papers: paperDeskOf(city.path, desk) });
  const person = personOf(portal);
  return { ...city, portal, person };
}

async function claimAll(city: Awaited<ReturnType<typeof createClaimCity>>): Promise<void> {
  const filed = await city.run(
    ...['claim', 'file', '--by', 'a', '--device', 'cam-1,cam-2', '--from', city.at(0), '--to', city.at(4)],
    ...['--cause', 'power-cut', '--evidence', 'EVN 118', '--against', 'b', '--author', 'an'],
  );
  if (filed.code !== 0) throw new Error(filed.err);
}
