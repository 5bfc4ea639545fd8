import type { InterfaceSample } from '../../core/domain/device-report.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { seconds } from '../../core/time/units.ts';

/** What a device says of one of its ports, over the looks that agreed. `unclear`: nothing yet, or neither up nor down. */
export interface PortView {
  readonly state: PortState;
  /** End of the first look of the run that said so: by then it was so. */
  readonly firstMs: number;
  /** When it was last otherwise: `TABLE_AGE_MS` before the last look that said so; absent where there was none. */
  readonly afterMs?: number;
  /** Beginning and end of the last look. */
  readonly lastMs: number;
  readonly lastEndMs: number;
  /** Of the look before the last one, whatever it said. */
  readonly lastButOneMs: number;
  readonly lastButOneEndMs: number;
  /** Looks in a row that agreed; 0 after a gap in sight. */
  readonly count: number;
  /** The port's own word, `lower-layer-down` for one. */
  readonly oper?: string;
  /** `false`: the last look is so old that it says nothing of the present. */
  readonly isFresh: boolean;
}

/** `off`: switched off on purpose. */
export type PortState = 'up' | 'down' | 'off' | 'unclear';

/** Remembers what was said of the ports that links are measured at. */
export interface PortLooks {
  /** Returns the ids of links whose port has news: every look but one more at a port that stays up. */
  readonly take: (readings: readonly Reading[]) => ReadonlySet<string>;
  /** Ids of links whose port was not seen for too long, each once. */
  readonly expire: (nowMs: number) => ReadonlySet<string>;
  /** `undefined` for a link without a port that is looked at. */
  readonly viewOf: (linkId: string) => PortView | undefined;
  /** Whether the reading shows for the first time that a port is not up any more: worth a second look soon. */
  readonly wantsSecondLook: (reading: Reading) => boolean;
  /** Sight was lost, or the clock stepped: runs start anew. */
  readonly gap: () => void;
  readonly replace: (inventory: Pick<Inventory, 'links'>, nowMs: number) => void;
}

export interface PortLooksOptions {
  /** How old a look may be; `undefined` for a device whose ports nobody looks at. */
  readonly maxAgeMs: (deviceId: string) => number | undefined;
}

/** A city may have a hundred thousand ports: none is old by the second. */
const EXPIRE_EVERY_MS = seconds(10);

/** Agents answer from a table that they read before: net-snmp keeps it for three seconds, switches for up to ten. */
export const TABLE_AGE_MS = seconds(10);

export function createPortLooks({ maxAgeMs }: PortLooksOptions): PortLooks {
  let viewByLink = new Map<string, PortView>();
  let portsByDevice: ReadonlyMap<string, readonly Port[]> = new Map();
  let expiredMs = Number.NEGATIVE_INFINITY;

  const look = ({ linkId, name }: Port, reading: Reading, interfaces: readonly InterfaceSample[]) => {
    const { atMs, endMs = atMs } = reading;
    const seen = interfaces.find((one) => one.name === name);
    const before = viewByLink.get(linkId);
    if (seen === undefined || before === undefined || atMs <= before.lastMs) return undefined;
    const state = stateOf(seen);
    const isSame = state === before.state;
    const isNewRun = !isSame || before.count === 0;
    const seenBeforeMs = before.lastMs - TABLE_AGE_MS;
    const contraryMs = isSame ? before.afterMs : before.state === 'unclear' ? undefined : seenBeforeMs;
    const afterMs = isSame && isNewRun ? seenBeforeMs : contraryMs;
    const view: PortView = {
      state,
      firstMs: isNewRun ? endMs : before.firstMs,
      lastMs: atMs,
      lastEndMs: endMs,
      lastButOneMs: before.lastMs,
      lastButOneEndMs: before.lastEndMs,
      count: isNewRun ? 1 : before.count + 1,
      isFresh: true,
      ...(afterMs !== undefined && { afterMs }),
      ...(seen.oper !== undefined && { oper: seen.oper }),
    };
    return { view, isNews: !isSame || !before.isFresh || state !== 'up' };
  };

  return {
    take: (readings) => {
      const news = new Set<string>();
      for (const reading of readings) {
        const interfaces = reading.outcome.report?.interfaces;
        if (interfaces === undefined) continue;
        for (const port of portsByDevice.get(reading.deviceId) ?? []) {
          const looked = look(port, reading, interfaces);
          if (looked === undefined) continue;
          viewByLink.set(port.linkId, looked.view);
          if (looked.isNews) news.add(port.linkId);
        }
      }
      return news;
    },
    expire: (nowMs) => {
      const expired = new Set<string>();
      if (nowMs - expiredMs < EXPIRE_EVERY_MS && nowMs >= expiredMs) return expired;
      expiredMs = nowMs;
      for (const [deviceId, ports] of portsByDevice) {
        const ageMs = maxAgeMs(deviceId) ?? 0;
        for (const { linkId } of ports) {
          const view = viewByLink.get(linkId);
          if (!view?.isFresh || nowMs - view.lastMs <= ageMs) continue;
          viewByLink.set(linkId, { ...view, isFresh: false });
          expired.add(linkId);
        }
      }
      return expired;
    },
    viewOf: (linkId) => viewByLink.get(linkId),
    wantsSecondLook: (reading) => {
      const interfaces = reading.outcome.report?.interfaces;
      if (interfaces === undefined) return false;
      return (portsByDevice.get(reading.deviceId) ?? []).some((port) => {
        const view = look(port, reading, interfaces)?.view;
        return view?.count === 1 && (view.state === 'down' || view.state === 'off');
      });
    },
    gap: () => {
      for (const [linkId, view] of viewByLink) viewByLink.set(linkId, { ...view, count: 0 });
    },
    replace: ({ links }, nowMs) => {
      const before = viewByLink;
      const measured = [...links.values()].flatMap(({ id, interface: place }) =>
        place && maxAgeMs(place.device) !== undefined ? { linkId: id, ...place } : [],
      );
      portsByDevice = Map.groupBy(measured, ({ device }) => device);
      viewByLink = new Map(measured.map(({ linkId }) => [linkId, before.get(linkId) ?? unseen(nowMs)]));
    },
  };
}

interface Port {
  readonly linkId: string;
  readonly name: string;
}

const unseen = (nowMs: number): PortView => ({
  state: 'unclear',
  firstMs: nowMs,
  lastMs: nowMs,
  lastEndMs: nowMs,
  lastButOneMs: nowMs,
  lastButOneEndMs: nowMs,
  count: 0,
  isFresh: true,
});

const STATE_BY_OPER: Readonly<Record<NonNullable<InterfaceSample['oper']>, PortState>> = {
  up: 'up',
  down: 'down',
  'lower-layer-down': 'down',
  'not-present': 'down',
  dormant: 'unclear',
  testing: 'unclear',
  unknown: 'unclear',
};

function stateOf({ admin, oper }: InterfaceSample): PortState {
  if (admin === 'down') return 'off';
  return oper === undefined ? 'unclear' : STATE_BY_OPER[oper];
}
