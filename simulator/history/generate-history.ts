import { intervalsInUse, listCheckEntries } from '../../config/check-intervals.ts';
import { diffInventory } from '../../config/inventory/revisions.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { type Inventory, isWatchedAt } from '../../core/domain/inventory.ts';
import type { TrafficDay } from '../../core/domain/traffic.ts';
import { days, hours } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { createRandom } from '../city/random.ts';
import { createEventQueue } from './event-queue.ts';
import { createGapFinder, planGaps } from './gaps.ts';
import type { HistoryStep } from './history-step.ts';
import { awaitProofs } from './measure.ts';
import { buildNetwork, type Member, type Network } from './network.ts';
import { createFaultPlanner, type Stretch } from './plan-faults.ts';
import { createPowerPlanner } from './plan-power.ts';
import { createWorkPlanner, type PlannedWork } from './plan-work.ts';
import { createRecorder, type HistoryEvent } from './recorder.ts';
import { planTraffic } from './traffic.ts';
import { createTurnOverPlanner, type TurnOver } from './turnover.ts';
import type { Turn } from './turns.ts';

export interface HistoryOptions {
  readonly inventory: Inventory;
  readonly profiles: Settings['profiles'];
  readonly timeZone: string;
  readonly seed: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Watching begins so long before, so that everything is known when the period begins. */
const HEAD_START_MS = hours(2);

/**
 * Makes up what a collector would have put on record of a city, step by step in the order of recording: the same options
 * give the same steps. Holds the members of the city and what is under way, never the history.
 */
export function* generateHistory(options: HistoryOptions): Generator<HistoryStep> {
  const { inventory, profiles, timeZone, fromMs, toMs } = options;
  const startMs = fromMs - HEAD_START_MS;
  const network = buildNetwork({ inventory, profiles, atMs: startMs });
  const gaps = planGaps(fromMs, toMs, randomOf(options, 'gaps'));
  const queue = createEventQueue<HistoryEvent>();
  const recorder = createRecorder({ queue, gaps, startMs, toMs, intervalsMs: intervalsInUse(options) });
  const planDay = createDayPlanner(network, options);

  yield { kind: 'start', run: 'history-1', recordedMs: startMs - INTRODUCED_BEFORE_MS };
  yield* introduce(options, startMs - INTRODUCED_BEFORE_MS);
  const gapAt = createGapFinder(gaps);
  for (const member of network.members.values()) {
    for (const proof of awaitProofs(member, startMs, gapAt))
      queue.push(proof.provenMs, { kind: 'proof', proof });
    for (const turn of lifeOf(member, startMs, toMs)) queue.push(turn.atMs, { kind: 'turn', turn });
  }
  yield* recorder.run(fromMs);
  for (const day of daysOf(createZone(timeZone), fromMs, toMs)) {
    const plan = planDay(day);
    for (const turn of plan.turns) queue.push(turn.atMs, { kind: 'turn', turn });
    for (const { atMs, revisions } of plan.revised) queue.push(atMs, { kind: 'revisions', revisions });
    for (const work of plan.works) yield { kind: 'work', work, recordedMs: day.fromMs };
    yield* recorder.run(day.toMs);
    const traffic = plan.trafficDays();
    if (traffic.length > 0) yield { kind: 'traffic', days: traffic, recordedMs: day.toMs };
  }
  yield* recorder.end();
}

const randomOf = ({ seed }: HistoryOptions, stream: string) => createRandom(seed, `history/${stream}`);

/** The inventory is put on record so long before anybody watches. */
const INTRODUCED_BEFORE_MS = days(7);

function* introduce(
  { inventory, profiles }: Pick<HistoryOptions, 'inventory' | 'profiles'>,
  recordedMs: number,
): Generator<HistoryStep> {
  const revisions = diffInventory(new Map(), inventory, {
    effectiveMs: recordedMs,
    confirmedRemoved: new Set(),
    checks: listCheckEntries({ inventory, profiles }),
  });
  for (let first = 0; first < revisions.length; first += REVISIONS_AT_ONCE) {
    yield { kind: 'revisions', revisions: revisions.slice(first, first + REVISIONS_AT_ONCE), recordedMs };
  }
}

const REVISIONS_AT_ONCE = 1_000;

/** What its file says will be installed, paused or retired while somebody watches. */
function lifeOf(member: Member, startMs: number, toMs: number): readonly Turn[] {
  const { device } = member;
  if (!device) return [];
  return device.lifecycle
    .filter(({ atMs }) => atMs > startMs && atMs < toMs)
    .map(({ atMs }) => ({ atMs, member, what: isWatchedAt(device, atMs) ? 'watch' : 'unwatch' }));
}

interface Day extends Stretch {
  readonly date: string;
}

/** The days of the city, the first and last of them as far as they lie in the period. */
function* daysOf(zone: ReturnType<typeof createZone>, fromMs: number, toMs: number): Generator<Day> {
  for (let atMs = fromMs; atMs < toMs; ) {
    const day = zone.dayAt(atMs);
    yield { date: day.date, fromMs: atMs, toMs: Math.min(day.toMs, toMs) };
    atMs = day.toMs;
  }
}

interface DayPlan {
  readonly turns: readonly Turn[];
  readonly revised: readonly TurnOver[];
  readonly works: readonly PlannedWork[];
  readonly trafficDays: () => readonly TrafficDay[];
}

/** Everything that begins on a day, of all kinds, each from numbers of its own. */
function createDayPlanner(network: Network, options: HistoryOptions): (day: Day) => DayPlan {
  const period = { fromMs: options.fromMs, toMs: options.toMs };
  const planFaults = createFaultPlanner(network, randomOf(options, 'faults'));
  const power = createPowerPlanner(network, period, randomOf(options, 'power'));
  const planWorks = createWorkPlanner(network, power, randomOf(options, 'work'));
  const turnOver = createTurnOverPlanner(network, options.inventory, randomOf(options, 'turnover'));
  const traffic = planTraffic(network, period, randomOf(options, 'traffic'));

  return (day) => {
    const works = [...planWorks(day)];
    const retired = [...turnOver.retire(day)];
    const faults = [...planFaults(day)];
    const replaced = faults.flatMap((fault) => turnOver.replace(fault) ?? []);
    const turns = [
      ...works.flatMap((work) => work.turns),
      ...retired.flatMap((one) => one.turns),
      ...faults.flatMap((fault) => fault.turns),
      ...[...power.plan(day)].flatMap((cut) => cut.turns),
      ...traffic.turnsOf(day),
    ];
    return {
      turns,
      revised: [...retired, ...replaced],
      works: works.map(({ work }) => work),
      trafficDays: () => traffic.daysOf(day),
    };
  };
}
