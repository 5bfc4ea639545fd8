import type { Device, Inventory } from '../../core/domain/inventory.ts';
import { indexHandovers, ownershipAt, withOwnership } from '../../core/domain/ownership.ts';
import type { Revision } from '../../core/domain/revision.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import { toJson } from '../../core/text/to-json.ts';
import { days, hours } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import { drawInstants } from './draws.ts';
import type { Member, Network } from './network.ts';
import type { Fault, Stretch } from './plan-faults.ts';
import { REPLACED, RETIRED_PER_YEAR } from './rates.ts';
import type { Turn } from './turns.ts';

/** What becomes of a device, to be put on record at an instant. */
export interface TurnOver {
  readonly atMs: number;
  readonly revisions: readonly Revision[];
  readonly turns: readonly Turn[];
}

export interface TurnOverPlanner {
  /** A new camera in place of one that was broken for long; it keeps its name, and gets another serial number. */
  readonly replace: (fault: Fault) => TurnOver | undefined;
  readonly retire: (day: Stretch) => Generator<TurnOver>;
}

export function createTurnOverPlanner(
  network: Network,
  { handovers }: Pick<Inventory, 'handovers'>,
  random: Random,
): TurnOverPlanner {
  const index = indexHandovers(handovers);
  const cameras = network.devicesByKind.get('camera') ?? [];
  /** What was recorded of a device meanwhile. */
  const known = new Map<string, Device>();
  const revise = (device: Device, atMs: number): readonly Revision[] => {
    known.set(device.id, device);
    const later = (index.get(`device:${device.id}`) ?? []).filter((handover) => handover.atMs > atMs);
    // What was recorded of later hand-overs said the old row: it is said again.
    return [atMs, ...new Set(later.map((handover) => handover.atMs))].map((fromMs) => ({
      kind: 'device',
      id: device.id,
      fromMs,
      body: toJson(withOwnership(device, ownershipAt(device, index, fromMs))),
    }));
  };
  const deviceOf = ({ id, device }: Member) => known.get(id) ?? device;

  return {
    replace: ({ member, effect, fromMs, toMs }) => {
      const device = deviceOf(member);
      if (member.kind !== 'camera' || effect !== 'breakdown' || toMs - fromMs < REPLACED.fromMs)
        return undefined;
      if (!device || !random.chance(REPLACED.ratio)) return undefined;
      const serial = `${device.serial?.slice(0, 2) ?? 'XX'}${random
        .integer(36 ** 6, 36 ** 7 - 1)
        .toString(36)
        .toUpperCase()}`;
      return { atMs: toMs, revisions: revise({ ...device, serial }, toMs), turns: [] };
    },
    retire: function* ({ fromMs, toMs }) {
      for (const drawnMs of drawInstants(RETIRED_PER_YEAR * cameras.length, fromMs, toMs, random)) {
        const member = random.pick(cameras);
        const device = deviceOf(member);
        // Dismantled in working hours; one that will change hands, or has its end in its file, is left alone.
        const atMs = fromMs + hours(9) + (drawnMs % hours(7));
        if (!device || !isOrdinary(device, atMs) || member.watchedBy === 0) continue;
        if (network.members.get(deviceEntity(device.id)) !== member || member.busyUntilMs > atMs) continue;
        const step = { stage: 'retired', atMs, document: `mẫu ${random.integer(1, 990)}/BB-TL` } as const;
        const retired = { ...device, lifecycle: [...device.lifecycle, step] };
        yield { atMs, revisions: revise(retired, atMs), turns: [{ atMs, member, what: 'unwatch' }] };
      }
    },
  };
}

const isOrdinary = ({ lifecycle }: Device, atMs: number) =>
  lifecycle.every((step) => step.atMs < atMs - days(30));
