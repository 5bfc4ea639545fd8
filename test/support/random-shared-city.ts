import type { Change, Entity } from '#core/domain/state.ts';
import { watcherOf, watchersOf } from '#core/leases/rendezvous.ts';
import { openSharedCity, type SharedCity, type SharedDevice } from './shared-city.ts';
import { change } from './temp-ledger.ts';

/** All instants are whole seconds. */
export const SECONDS = 600;
export const EVERY = 10;
export const inMs = (second: number): number => 1_000_000 + second * 1_000;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Granted {
  readonly epoch: number;
  readonly from: number;
  readonly collectors: readonly string[];
}

export interface Word {
  readonly at: number;
  readonly state: Change['state'];
  readonly after: number;
}

export interface Plan {
  readonly id: string;
  readonly obeyed: readonly Granted[];
  /** What it covered; the last may not have ended. */
  readonly covered: readonly Stretch[];
  readonly isOpen: boolean;
  readonly words: ReadonlyMap<string, readonly Word[]>;
}

export interface RandomCity {
  readonly devices: readonly SharedDevice[];
  readonly leases: readonly Granted[];
  readonly collectors: readonly Plan[];
}

export type Random = (below: number) => number;

/** The same numbers for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Collectors that obey leases when they learn of them, or never, see nothing now and then, and do not agree about what they see; and one that nobody gave anything. */
export function planCity(random: Random): RandomCity {
  const ids = ['kv-a', 'kv-b', 'kv-c'].slice(0, 2 + random(2));
  const devices = ['cam-1', 'cam-2', 'cam-3'].map((id, index) => ({
    ...{ id, site: `site-${1_000 * index + random(1_000)}` },
    ...(index > 0 && { watchers: index }),
  }));
  const leases: Granted[] = [{ epoch: 1, from: 20, collectors: ids }];
  for (let epoch = 2, from = 60; from < SECONDS; epoch++, from += 30 + random(250)) {
    const collectors = ids.filter(() => random(3) > 0);
    const grantedAt = from + random(30);
    // What is not granted before the end nobody can obey.
    if (grantedAt < SECONDS) leases.push({ epoch, from: grantedAt, collectors });
  }
  const collectors = ids.map((id) => planCollector(id, { devices, leases }, random));
  return { devices, leases, collectors: [...collectors, planStranger(devices, random)] };
}

/** It says something of everything all the time, and was given none of it. */
const planStranger = (devices: readonly SharedDevice[], random: Random): Plan => ({
  ...{ id: 'kv-x', obeyed: [], covered: [{ from: 0, to: SECONDS }], isOpen: random(2) === 0 },
  words: new Map(
    devices.map(({ id }) => [
      id,
      Array.from({ length: 1 + random(8) }, () => random(SECONDS))
        .sort((one, other) => one - other)
        .map((at, index) => ({ at, after: at, state: index % 2 === 0 ? 'down' : 'up' })),
    ]),
  ),
});

/** Whether a collector watched a site, second by second, by the leases that it obeyed. */
export const watches = (
  id: string,
  obeyed: readonly Granted[],
  { site, watchers = 1 }: SharedDevice,
  second: number,
): boolean => {
  const lease = obeyed.findLast(({ from }) => from <= second);
  return lease !== undefined && watchersOf(site, lease.collectors, watchers).includes(id);
};

function planCollector(
  id: string,
  { devices, leases }: Pick<RandomCity, 'devices' | 'leases'>,
  random: Random,
): Plan {
  const obeyed: Granted[] = [];
  for (const lease of leases) {
    const from = Math.max(lease.from - 5 + random(25), (obeyed.at(-1)?.from ?? 0) + 1);
    // One that is cut off is told of none; the first it has anyway.
    if (lease.epoch === 1 || random(4) > 0) obeyed.push({ ...lease, from });
  }
  const covered: Stretch[] = [];
  const beginsAt = random(8) === 0 ? 0 : (obeyed[0]?.from ?? 0) + EVERY;
  for (let from = beginsAt; from < SECONDS - 20; ) {
    const to = Math.min(SECONDS, from + 30 + random(400));
    covered.push({ from, to });
    from = to + 3 + random(40);
  }
  const isOpen = random(2) === 0;
  const words = new Map(
    devices.map((device) => [device.id, planWords(id, device, { obeyed, covered }, random)]),
  );
  return { id, obeyed, covered, isOpen, words };
}

function planWords(
  id: string,
  device: SharedDevice,
  { obeyed, covered }: Pick<Plan, 'obeyed' | 'covered'>,
  random: Random,
): readonly Word[] {
  const words: Word[] = [];
  const began = covered[0]?.from ?? SECONDS;
  const isWatched = (second: number) => second >= began - EVERY && watches(id, obeyed, device, second);
  let nextAt = 0;
  for (let second = 0; second < SECONDS; second++) {
    const [now, before] = [isWatched(second), second > 0 && isWatched(second - 1)];
    const last = words.at(-1);
    if (now && !before) nextAt = second + random(EVERY);
    if (now && second === nextAt) {
      const isFirst =
        !words.some(({ at }) => at > second - EVERY - 1 && isWatched(at)) && last?.state !== 'up';
      const state =
        isFirst || last === undefined
          ? random(2) === 0
            ? 'up'
            : 'down'
          : last.state === 'up'
            ? 'down'
            : 'up';
      const after =
        last === undefined || last.state === 'unknown' ? second : Math.max(last.at, second - random(EVERY));
      if (state !== last?.state) words.push({ at: second, state, after });
      nextAt = second + 5 + random(150);
    }
    if (!now && before && random(4) > 0 && last && last.state !== 'unknown')
      words.push({ at: second, state: 'unknown', after: last.at });
  }
  return words;
}

const entityOf = (device: string): Entity => `device:${device}`;

/** Everything as it happens and comes to the centre: in order of each chain, late or not, while turns are placed now and then. */
export function playCity(
  plan: RandomCity,
  folder: string,
  {
    random,
    onSecond,
  }: { readonly random: Random; readonly onSecond?: (city: SharedCity, second: number) => void },
): SharedCity {
  const city = openSharedCity(plan.devices, {
    ...{ folder, everyMs: EVERY * 1_000 },
    answerAgeMs: (_, isDown) => (isDown ? EVERY : 3 * EVERY) * 1_000,
  });
  const collectors = plan.collectors.map((own) => ({
    ...own,
    chain: city.collector(own.id),
    isCutOff: random(3) === 0,
  }));
  for (let second = 0; second <= SECONDS; second++) {
    for (const { epoch, from, collectors: ids } of plan.leases)
      if (from === second) city.grant(epoch, inMs(from), ids);
    for (const { chain, obeyed, covered, words, isOpen, isCutOff } of collectors) {
      for (const lease of obeyed)
        if (lease.from === second) chain.obey(lease.epoch, inMs(lease.from), lease.collectors);
      const changes = [...words].flatMap(([device, own]) =>
        own.filter(({ at }) => at === second).map((word) => changeOf(device, word)),
      );
      const ended = covered.filter(
        ({ to }, place) => to === second && !(isOpen && place === covered.length - 1),
      );
      const coverage = ended.map(({ from, to }) => ({
        ...{ intervalMs: EVERY * 1_000, fromMs: inMs(from), toMs: inMs(to), closed: 'blind' as const },
      }));
      if (changes.length + coverage.length > 0) chain.record({ changes, coverage }, inMs(second));
      const isLast = second === SECONDS;
      if (isLast || random(isCutOff ? 400 : 40) === 0)
        chain.ship(inMs(second), openAt(covered, second, isOpen));
    }
    if (random(30) === 0) city.place(inMs(second));
    onSecond?.(city, second);
  }
  city.place(inMs(SECONDS + 1));
  // By then nobody is taken to cover on whose coverage has not ended.
  city.place(inMs(10 * SECONDS));
  return city;
}

function openAt(covered: readonly Stretch[], second: number, isOpen: boolean) {
  const own = covered.find(
    ({ from, to }) => from < second && (second < to || (second === to && isOpen && to === SECONDS)),
  );
  const last = covered.at(-1);
  const open = own ?? (isOpen && last && second >= last.to ? last : undefined);
  return open && { fromMs: inMs(open.from), toMs: inMs(Math.min(second, open.to)) };
}

const changeOf = (device: string, { at, state, after }: Word): Change =>
  change(entityOf(device), state, inMs(at), {
    afterMs: inMs(after),
    ...(state === 'unknown' && { reason: 'not-measured' }),
  });

/** What must come of it, second by second, without anything of how it is worked out. */
export function expectedStates(
  { leases, collectors }: RandomCity,
  device: SharedDevice,
): readonly (Change['state'] | 'any')[] {
  const all = Array.from({ length: SECONDS }, (_, second) => second);
  const voices = collectors.map(({ id, obeyed, covered, words }) => {
    const watched = all.map((second) => watches(id, obeyed, device, second));
    const begins = all.map((second) => {
      const gap = watched.lastIndexOf(false, second);
      return gap < 0 ? Number.NEGATIVE_INFINITY : gap + 1;
    });
    const isCovered = all.map((second) => covered.some(({ from, to }) => from <= second && second < to));
    const own = words.get(device.id) ?? [];
    const wordAt = (second: number) =>
      watched[second] ? own.findLast(({ at }) => at <= second && at >= (begins[second] ?? 0)) : undefined;
    return { id, watched, begins, isCovered, wordAt, covered };
  });
  const holderAt = (second: number) => {
    const lease = leases.findLast(({ from }) => from <= second);
    return lease && watcherOf(device.site, lease.collectors);
  };
  return all.map((second) => {
    const known = voices.some(
      ({ watched, begins, isCovered }) =>
        watched[second] && isCovered[second] && second >= (begins[second] ?? 0) + EVERY,
    );
    if (!known) return 'unknown';
    const speaking = voices.filter((voice) => speaks(voice, second));
    const holder = holderAt(second);
    const turn =
      speaking.find(({ id }) => id === holder) ??
      speaking
        .filter(({ isCovered }) => isCovered[second])
        .sort((a, b) => (b.begins[second] ?? 0) - (a.begins[second] ?? 0) || (a.id < b.id ? -1 : 1))[0];
    return turn?.wordAt(second)?.state ?? 'any';
  });

  /** It covered the second, or had a first word after a break that its coverage goes on from. */
  function speaks(
    { id, watched, begins, isCovered, wordAt, covered }: (typeof voices)[number],
    second: number,
  ): boolean {
    const word = wordAt(second);
    if (word === undefined) return false;
    if (isCovered[second]) return true;
    let heldSince = second;
    while (heldSince > 0 && holderAt(heldSince - 1) === id) heldSince--;
    const next = covered.find(({ from }) => from > second);
    const goesOn = next && watched.slice(second, next.from + 1).every(Boolean);
    return (
      holderAt(second) === id &&
      goesOn === true &&
      word.at >= Math.max(heldSince, begins[second] ?? 0) &&
      !isCovered.slice(word.at, second).some(Boolean)
    );
  }
}
