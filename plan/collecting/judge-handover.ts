import type { Inventory } from '../../core/domain/inventory.ts';
import { contractPartiesAt, type HandoverIndex, ownershipAt } from '../../core/domain/ownership.ts';
import type { Zone } from '../../core/time/zone.ts';
import { vietnameseDay } from '../forms/date-serial.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import type { NewHandover } from './new-handover.ts';

/** What is wrong with one hand-over, and with what of it. */
export interface HandoverFault extends Pick<FormFlaw, 'code'> {
  readonly member: 'thing' | 'at' | 'to';
  readonly got: string;
  readonly of: string;
}

export interface HandoverJudge {
  readonly inventory: Inventory;
  readonly index: HandoverIndex;
  readonly zone: Zone;
}

/** By the configuration: what changes hands must be the giver's at that very instant, and the taker must be there. */
export function judgeHandover(
  handover: NewHandover,
  { inventory, index, zone }: HandoverJudge,
): readonly HandoverFault[] {
  const { from, to, atMs, kind, id } = handover;
  const day = vietnameseDay(zone.renderInstant(atMs).slice(0, 10));
  const nameOf = (agency: string) => inventory.agencies.get(agency)?.name ?? agency;
  const faults: HandoverFault[] = [];
  const fault = (member: HandoverFault['member'], code: HandoverFault['code'], got = '', of = '') =>
    void faults.push({ member, code, got, of });

  const owner = ownerAt(handover, inventory, index);
  if (owner !== from) fault('thing', 'not-own', owner === undefined ? '?' : nameOf(owner), day);
  const last = index.get(`${kind}:${id}`)?.findLast(({ field }) => field === 'agency');
  if (owner === from && last && last.atMs >= atMs)
    fault('at', 'after-last', day, vietnameseDay(zone.renderInstant(last.atMs).slice(0, 10)));

  const agency = inventory.agencies.get(to);
  if (to === from) fault('to', 'same-agency');
  else if (!agency) fault('to', 'unknown-agency', to);
  else if (!((agency.validFromMs ?? 0) <= atMs && atMs < (agency.validToMs ?? Number.POSITIVE_INFINITY)))
    fault('to', 'agency-then', agency.name, day);
  return faults;
}

export function isOnRecord({ kind, id, atMs, to }: NewHandover, index: HandoverIndex): boolean {
  const own = index.get(`${kind}:${id}`) ?? [];
  return own.some((known) => known.field === 'agency' && known.atMs === atMs && known.to === to);
}

/** A moment before it changes hands. */
function ownerAt(
  { kind, id, atMs }: NewHandover,
  { devices, contracts }: Inventory,
  index: HandoverIndex,
): string | undefined {
  const device = kind === 'device' ? devices.get(id) : undefined;
  if (device) return ownershipAt(device, index, atMs - 1).agency;
  const contract = contracts.get(id);
  return contract && contractPartiesAt(contract, index, atMs - 1).agency;
}
