import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInventory } from '#availability/inventory/read-inventory.ts';
import { readMembers, type SummedMember } from '#availability/inventory/read-members.ts';
import { createTopologies } from '#availability/inventory/topologies.ts';
import { createUpstreamNetwork } from '#availability/timelines/upstream-network.ts';
import type { Revision } from '#core/domain/revision.ts';
import { serviceIntervals } from '#core/domain/service-intervals.ts';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { toJson } from '#core/text/to-json.ts';
import { intersect, union } from '#core/time/intervals.ts';
import { nearest } from '#core/time/versions.ts';
import { readHistory } from '#ledger/history/history.ts';
import { device, link } from '../../../support/inventory.ts';
import { handoverRevision, openLedgerOf } from '../../../support/settlement-ledger.ts';

const LAST_MS = 60;
const anInstant = fc.integer({ min: 0, max: LAST_MS });
const aParty = fc.constantFrom('a', 'b', undefined);

const aDevice = fc
  .record({
    id: fc.constantFrom('cam-1', 'cam-2'),
    fromMs: anInstant,
    isRemoved: fc.boolean(),
    site: fc.constantFrom('s', 't'),
    agency: aParty,
    contractor: aParty,
    upstreams: fc.constantFrom([], [['link:l']] as const, [['device:cam-2']] as const),
    startMs: anInstant,
  })
  .map(({ id, fromMs, isRemoved, agency, contractor, startMs, ...rest }): Revision => {
    const parties = { ...(agency && { agency }), ...(contractor && { contractor }) };
    const body = device({ id, ...parties, ...rest, lifecycle: [{ stage: 'in-service', atMs: startMs }] });
    return { kind: 'device', id, fromMs, body: isRemoved ? undefined : toJson(body) };
  });

const aPlace = fc
  .record({
    kind: fc.constantFrom('site', 'area'),
    id: fc.constantFrom('s', 't'),
    fromMs: anInstant,
    in: aParty,
  })
  .map(({ kind, id, fromMs, in: name = 'c' }): Revision => {
    const body =
      kind === 'site' ? { id, name: id, area: name, purpose: name } : { id: name, district: `${id}-d` };
    return { kind, id: body.id, fromMs, body: toJson(body) };
  });

const aLink = fc
  .record({ fromMs: anInstant, id: fc.constantFrom('l', 'm'), carrier: aParty, isRemoved: fc.boolean() })
  .map(({ fromMs, id, carrier, isRemoved }): Revision => {
    const body = link({ id, ...(carrier && { carrier }) });
    return { kind: 'link', id, fromMs, body: isRemoved ? undefined : toJson(body) };
  });

const aHandover = fc
  .record({
    atMs: anInstant,
    id: fc.constantFrom('cam-1', 'cam-2'),
    field: fc.constantFrom('agency', 'contractor'),
    from: aParty,
    to: aParty,
  })
  .map(({ from, to, ...rest }) =>
    handoverRevision({ kind: 'device', ...rest, ...(from && { from }), ...(to && { to }) }),
  );

const INSTANTS = Array.from({ length: LAST_MS + 3 }, (_, place) => place - 1);

const belongingAt = ({ memberships }: SummedMember, atMs: number) =>
  memberships.findLast(({ fromMs }) => fromMs <= atMs)?.belonging;

test('sums of days and settlement read one inventory: parties, places, service and ways at every instant', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(aDevice, aDevice, aPlace, aLink, aHandover), { minLength: 1, maxLength: 14 }),
      (revisions) => {
        const reader = openLedgerOf([{ recordedMs: 100, revisions }]);
        const members = readMembers(reader);
        const topologyOf = createTopologies(readInventory(reader));
        const history = readHistory(reader);
        const network = createUpstreamNetwork(history);

        for (const [id, versions] of history.devices) {
          const member = members.get(deviceEntity(id));
          const last = versions.at(-1)?.value;
          if (!last) {
            expect(member).toBeUndefined();
            continue;
          }
          expect(member?.service).toEqual(intersect(serviceIntervals(last), union(versions)));
          for (const atMs of INSTANTS) {
            const told = nearest(versions, atMs);
            const site = nearest(history.sites.get(told?.site ?? ''), atMs);
            const area = nearest(history.areas.get(site?.area ?? ''), atMs);
            expect(member && belongingAt(member, atMs)).toEqual({
              kind: 'camera',
              agency: told?.agency ?? 'none',
              district: area?.district ?? 'none',
              area: site?.area ?? 'none',
              programme: 'none',
              purpose: site?.purpose ?? 'none',
              contractor: told?.contractor ?? 'none',
            });
            const pathsIn = (topology: ReturnType<typeof topologyOf>) =>
              topology.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.paths;
            expect(pathsIn(topologyOf(deviceEntity(id)))).toEqual(
              pathsIn(network.topologyOf(deviceEntity(id))),
            );
          }
        }
        for (const [id, versions] of history.links) {
          const member = members.get(linkEntity(id));
          expect(member?.service ?? []).toEqual(union(versions));
          for (const atMs of versions.length > 0 ? INSTANTS : [])
            expect(member && belongingAt(member, atMs)?.contractor).toBe(
              nearest(versions, atMs)?.carrier ?? 'none',
            );
        }
        reader.close();
      },
    ),
    { numRuns: 60 },
  );
});
