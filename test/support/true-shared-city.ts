import {
  EVERY,
  type Granted,
  type Plan,
  type Random,
  type RandomCity,
  SECONDS,
  type Stretch,
  type Word,
  watches,
} from './random-shared-city.ts';
import type { SharedDevice } from './shared-city.ts';

/** Collectors that see what is true of devices whenever they ask, are killed and started again, and obey leases late or not at all. */
export interface TrueCity extends RandomCity {
  /** Of each device, by second, whether it answers. */
  readonly answers: ReadonlyMap<string, readonly boolean[]>;
}

export function planTrueCity(random: Random): TrueCity {
  const ids = ['kv-a', 'kv-b', 'kv-c'].slice(0, 2 + random(2));
  const devices = ['cam-1', 'cam-2', 'cam-3'].map((id) => ({ id, site: `site-${random(10_000)}` }));
  const leases: Granted[] = [{ epoch: 1, from: 0, collectors: ids }];
  for (let epoch = 2, from = 40; from < SECONDS; epoch++, from += 20 + random(150))
    leases.push({ epoch, from: from + random(15), collectors: ids.filter(() => random(3) > 0) });
  const answers = new Map(devices.map(({ id }) => [id, planAnswers(random)]));
  const collectors = ids.map((id): Plan => {
    const runs = planRuns(random);
    const obeyed = planObeyed(leases, runs, random);
    const words = new Map(
      devices.map((device) => [
        device.id,
        wordsOf({ id, obeyed, runs, device, answers: answers.get(device.id) ?? [], phase: random(EVERY) }),
      ]),
    );
    const covered = runs.flatMap(({ from, to }) => (from + EVERY < to ? [{ from: from + EVERY, to }] : []));
    return { id, obeyed, covered, isOpen: runs.at(-1)?.to === SECONDS, words };
  });
  return { devices, leases, collectors, answers };
}

function planAnswers(random: Random): readonly boolean[] {
  let [isThere, nextAt] = [true, random(80)];
  return Array.from({ length: SECONDS + 1 }, (_, second) => {
    if (second === nextAt) {
      isThere = !isThere;
      nextAt = second + 5 + random(100);
    }
    return isThere;
  });
}

function planRuns(random: Random): readonly Stretch[] {
  const runs: Stretch[] = [];
  for (let from = 1 + random(30); from < SECONDS - 20; ) {
    const to = Math.min(SECONDS, from + 5 + random(random(2) === 0 ? 30 : 300));
    runs.push({ from, to });
    from = to + 3 + random(40);
  }
  return runs;
}

/** It learns of a lease while it runs, and obeys the last that it learnt of. */
function planObeyed(
  leases: readonly Granted[],
  runs: readonly Stretch[],
  random: Random,
): readonly Granted[] {
  const obeyed: Granted[] = [];
  for (const lease of leases) {
    const learntAt = lease.from + random(20);
    const run = runs.find(({ to }) => to > learntAt + 1);
    const from = Math.max(learntAt, (run?.from ?? SECONDS) + 1);
    if (from >= SECONDS || (lease.epoch > 1 && random(4) === 0)) continue;
    while ((obeyed.at(-1)?.from ?? -1) >= from) obeyed.pop();
    obeyed.push({ ...lease, from });
  }
  return obeyed;
}

interface Watched {
  readonly id: string;
  readonly obeyed: readonly Granted[];
  readonly runs: readonly Stretch[];
  readonly device: SharedDevice;
  readonly answers: readonly boolean[];
  readonly phase: number;
}

/** What a collector says of a device: what it finds first since it was given it, each change, and that it does not ask any more. */
function wordsOf({ id, obeyed, runs, device, answers, phase }: Watched): readonly Word[] {
  const words: Word[] = [];
  let known: { readonly state: 'up' | 'down'; readonly askedAt: number } | undefined;
  for (let second = 0; second < SECONDS; second++) {
    if (!runs.some(({ from, to }) => from <= second && second < to)) continue;
    const place = obeyed.findIndex(({ from }) => from === second);
    const missedOne = place >= 0 && obeyed[place]?.epoch !== (obeyed[place - 1]?.epoch ?? 0) + 1;
    const isWatched = watches(id, obeyed, device, second);
    if (known && (!isWatched || missedOne)) {
      words.push({ at: second, state: 'unknown', after: known.askedAt });
      known = undefined;
    }
    if (!isWatched || second % EVERY !== phase || (missedOne && words.at(-1)?.at === second)) continue;
    const state = answers[second] ? 'up' : 'down';
    if (state !== known?.state) words.push({ at: second, state, after: known?.askedAt ?? second });
    known = { state, askedAt: second };
  }
  return words;
}
