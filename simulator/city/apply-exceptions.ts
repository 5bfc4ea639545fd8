import type { Device, Handover } from '../../core/domain/inventory.ts';
import type { CityBuilder } from './city-builder.ts';
import { applyFate, FATES, type Fate } from './lifecycle.ts';
import { createRandom } from './random.ts';

/** One camera in so many meets each fate, and one is left without an owner by the end of its district. */
const CAMERAS_PER_FATE = 150;
const CAMERAS_PER_OPEN_OWNER = 100;
/** Each open owner is a finding: enough to see them, few enough to read the others. */
const MOST_OPEN_OWNERS = 40;

interface Ownership {
  readonly devices: readonly Device[];
  readonly handovers: readonly Handover[];
}

/** Single cameras that do not go the way of their project. */
export function applyExceptions(
  devices: readonly Device[],
  handovers: readonly Handover[],
  seed: number,
  builder: CityBuilder,
): Ownership {
  const random = createRandom(seed, 'exceptions');
  const cameras = random.shuffle(devices.filter(({ kind }) => kind === 'camera'));
  const perFate = Math.floor(cameras.length / CAMERAS_PER_FATE);
  const fates = new Map(
    FATES.flatMap((fate, which) =>
      cameras.slice(which * perFate, (which + 1) * perFate).map(({ id }): [string, Fate] => [id, fate]),
    ),
  );
  const orphans = chooseOrphans(cameras.slice(FATES.length * perFate), handovers, builder);
  return {
    devices: devices.map((device) => {
      const fate = fates.get(device.id);
      if (orphans.has(device.id)) return withoutAgency(device);
      if (!fate) return device;
      const lifecycle = applyFate(device.lifecycle, fate, random, builder.calendar, builder.recipe);
      return { ...device, lifecycle };
    }),
    handovers: handovers.flatMap((handover) => {
      if (fates.get(handover.id) === 'planned') return [];
      return [orphans.has(handover.id) ? withoutSuccessor(handover) : handover];
    }),
  };
}

function chooseOrphans(
  cameras: readonly Device[],
  handovers: readonly Handover[],
  { facts }: CityBuilder,
): ReadonlySet<string> {
  const fromDistricts = new Set(
    handovers.filter(({ from = '' }) => facts.agencies.get(from)?.kind === 'district').map(({ id }) => id),
  );
  const count = Math.min(MOST_OPEN_OWNERS, Math.floor(cameras.length / CAMERAS_PER_OPEN_OWNER));
  return new Set(
    cameras
      .filter(({ id }) => fromDistricts.has(id))
      .slice(0, count)
      .map(({ id }) => id),
  );
}

function withoutAgency({ agency: _agency, ...device }: Device): Device {
  return device;
}

function withoutSuccessor({ to: _to, document: _document, ...handover }: Handover): Handover {
  return handover;
}
