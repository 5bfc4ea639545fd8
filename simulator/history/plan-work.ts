import type { Entity } from '../../core/domain/state.ts';
import { days, hours, minutes } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import { drawInstants, drawLengthMs } from './draws.ts';
import type { Member, Network } from './network.ts';
import { pair, type Stretch } from './plan-faults.ts';
import type { PowerPlanner } from './plan-power.ts';
import { POWER, WORK } from './rates.ts';
import type { Turn } from './turns.ts';

/** Work that somebody announced: what a later command can put on record. */
export interface PlannedWork extends Stretch {
  readonly id: string;
  readonly title: string;
  /** Who does it: a contractor, or the supplier of power. */
  readonly by: string;
  /** When it was announced, which may have been too late. */
  readonly announcedMs: number;
  /** What it touches: links or devices, else the whole area. */
  readonly entities: readonly Entity[];
  readonly area?: string;
}

export interface PlannedWorkWithTurns {
  readonly work: PlannedWork;
  readonly turns: readonly Turn[];
}

/** Works at lines by night, at core routers, and cuts of power of whole wards by day, all of them announced. */
export function createWorkPlanner(
  network: Network,
  power: PowerPlanner,
  random: Random,
): (day: Stretch) => Generator<PlannedWorkWithTurns> {
  const areas = [...network.sitesByArea.keys()];
  const routers = (network.devicesByKind.get('router') ?? []).filter(({ behind }) => behind.length > 1);
  let count = 0;
  const announce = (
    window: Stretch,
    rest: Pick<PlannedWork, 'title' | 'by' | 'entities' | 'area'>,
  ): PlannedWork => {
    const isLate = random.chance(WORK.lateRatio);
    const noticeMs = isLate ? random.integer(-hours(2), hours(10)) : random.integer(days(2), days(9));
    count++;
    return {
      id: `work-${count}`,
      ...window,
      announcedMs: Math.floor((window.fromMs - noticeMs) / minutes(1)) * minutes(1),
      ...rest,
    };
  };
  const workAt = (member: Member, nightMs: number, title: string, by: string): PlannedWorkWithTurns => {
    const fromMs = Math.ceil(nightMs / minutes(5)) * minutes(5);
    const toMs = fromMs + Math.ceil(drawLengthMs(WORK.length, random) / minutes(30)) * minutes(30);
    // Most of the window is preparing and checking.
    const cutMs = fromMs + random.integer(minutes(3), minutes(20));
    const overrunMs = random.chance(WORK.overrunRatio) ? random.integer(minutes(10), hours(3)) : 0;
    const mendMs =
      overrunMs > 0
        ? toMs + overrunMs
        : Math.max(cutMs + minutes(5), toMs - random.integer(minutes(2), minutes(15)));
    member.busyUntilMs = Math.max(member.busyUntilMs, mendMs);
    return {
      work: announce({ fromMs, toMs }, { title, by, entities: [member.entity] }),
      turns: pair(member, cutMs, mendMs),
    };
  };

  return function* ({ fromMs, toMs }) {
    // Between 23:00 and 02:00.
    const night = { fromMs: toMs - hours(1), toMs: toMs + hours(2) };
    const perNight = (perYear: number) => perYear * (days(1) / hours(3));
    for (const atMs of drawInstants(
      perNight(WORK.perLinkAndYear * network.links.length),
      night.fromMs,
      night.toMs,
      random,
    )) {
      const member = random.pick(network.links);
      if (atMs < member.busyUntilMs || member.watchedBy <= 0) continue;
      yield workAt(member, atMs, 'Bảo dưỡng đường truyền', member.link?.carrier ?? 'city');
    }
    for (const atMs of drawInstants(
      perNight(WORK.perLinkAndYear * routers.length),
      night.fromMs,
      night.toMs,
      random,
    )) {
      const member = random.pick(routers);
      if (atMs < member.busyUntilMs || member.watchedBy <= 0) continue;
      yield workAt(member, atMs, 'Nâng cấp phần mềm thiết bị', member.device?.contractor ?? 'city');
    }
    for (const atMs of drawInstants(POWER.plannedPerYear * areas.length, fromMs, toMs, random)) {
      const area = random.pick(areas);
      // From 07:00 for the half or the whole of a day.
      const window = { fromMs: fromMs + hours(7), toMs: fromMs + hours(7 + random.integer(3, 9)) };
      const cut = { fromMs: window.fromMs + (atMs % minutes(20)), toMs: window.toMs - (atMs % minutes(50)) };
      const rest = { title: 'Ngừng cung cấp điện theo kế hoạch', by: 'dien-luc', entities: [], area };
      yield { work: announce(window, rest), turns: power.cutWard(area, cut).turns };
    }
  };
}
