import { stableHash } from '../../core/text/stable-hash.ts';
import { minutes } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import { drawInstants, drawLengthMs } from './draws.ts';
import type { Member, Network } from './network.ts';
import { BAD, DEVICE_RATES, type FaultRate, LINK_RATES } from './rates.ts';
import type { Turn } from './turns.ts';
import { NO_ACCESS, type Verdict } from './verdict.ts';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A fault of one device or link, with what it makes true and when. */
export interface Fault extends Stretch {
  readonly member: Member;
  readonly effect: FaultRate['effect'];
  readonly turns: readonly Turn[];
}

/** The own faults of devices and links that begin in a stretch. No member has two at a time. */
export function createFaultPlanner(network: Network, random: Random): (stretch: Stretch) => Generator<Fault> {
  const groups = groupsOf(network);
  return function* (stretch) {
    for (const { rate, all, bad } of groups) {
      for (const fromMs of drawInstants(rate.perYear * all.length, stretch.fromMs, stretch.toMs, random)) {
        const member = random.pick(bad.length > 0 && random.chance(BAD.ratio) ? bad : all);
        const toMs = fromMs + drawLengthMs(rate.length, random, repairFactorOf(member));
        const turns = turnsOf(member, rate, { fromMs, toMs }, random);
        if (turns.length === 0 || member.watchedBy <= 0 || fromMs < member.busyUntilMs) continue;
        member.busyUntilMs = toMs;
        yield { member, effect: rate.effect, fromMs, toMs, turns };
      }
    }
  };
}

interface Group {
  readonly rate: FaultRate;
  readonly all: readonly Member[];
  readonly bad: readonly Member[];
}

function groupsOf({ devicesByKind, links }: Network): readonly Group[] {
  const groups = (rates: readonly FaultRate[], all: readonly Member[]) => {
    const bad = all.filter(({ id }) => stableHash(`bad/${id}`) % BAD.oneIn === 0);
    return rates.map((rate): Group => ({ rate, all, bad }));
  };
  return [
    ...devicesByKind
      .entries()
      .flatMap(([kind, all]) => (kind in DEVICE_RATES ? groups(DEVICE_RATES[kind], all) : [])),
    ...groups(LINK_RATES, links),
  ];
}

/** Some contractors and places are slower than others: from 0.6 to 1.6 times as long. */
function repairFactorOf({ device, link }: Member): number {
  const keeper = device?.contracts[0] ?? device?.contractor ?? link?.carrier ?? '';
  const place = device?.site.replace(/-\d+$/, '') ?? '';
  return 0.6 + (stableHash(`${keeper}/${place}`) % 1_000) / 1_000;
}

function turnsOf(
  member: Member,
  rate: FaultRate,
  { fromMs, toMs }: Stretch,
  random: Random,
): readonly Turn[] {
  const ill = (
    indicator: 'reach' | 'service' | 'stream' | 'recording',
    verdict: Verdict,
  ): readonly Turn[] => {
    if (!member.checks.some((check) => check.indicator === indicator)) return [];
    return [
      { atMs: fromMs, member, what: 'ail', indicator, verdict },
      { atMs: toMs, member, what: 'heal', indicator },
    ];
  };
  switch (rate.effect) {
    case 'breakdown':
    case 'hang':
      return pair(member, fromMs, toMs);
    case 'flapping':
      return [...flap(member, { fromMs, toMs }, random)];
    case 'service':
      return ill('service', { state: 'down', reason: random.pick(['refused', 'timeout', 'malformed']) });
    case 'stream':
      return ill('stream', random.chance(0.3) ? PACKET_LOSS : NO_MEDIA);
    case 'recording':
      return ill('recording', random.chance(0.6) ? DISK : NOT_RECORDING);
    case 'lossy':
      return ill('reach', PACKET_LOSS);
    case 'locked-out':
      return [...ill('service', NO_ACCESS), ...ill('stream', NO_ACCESS)];
    case 'unasked':
      return [
        { atMs: fromMs, member, what: 'unasked' },
        { atMs: toMs, member, what: 'asked' },
      ];
  }
}

const PACKET_LOSS: Verdict = { state: 'degraded', reason: 'loss' };
const NO_MEDIA: Verdict = { state: 'down', reason: 'no-media' };
const DISK: Verdict = { state: 'degraded', reason: 'disk' };
const NOT_RECORDING: Verdict = { state: 'down', reason: 'not-recording' };

export const pair = (member: Member, fromMs: number, toMs: number): readonly Turn[] => [
  { atMs: fromMs, member, what: 'break' },
  { atMs: toMs, member, what: 'mend' },
];

/** Away for a few minutes, back for some more, again and again. */
function* flap(member: Member, { fromMs, toMs }: Stretch, random: Random): Generator<Turn> {
  for (let atMs = fromMs; atMs < toMs; ) {
    const mendMs = Math.min(toMs, atMs + random.integer(minutes(1), minutes(9)));
    yield* pair(member, atMs, mendMs);
    atMs = mendMs + random.integer(minutes(4), minutes(50));
  }
}
