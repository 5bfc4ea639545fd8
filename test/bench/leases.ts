import { watcherOf } from '#core/leases/rendezvous.ts';
import { decideLease, type NextLease } from '#hub/leases/decide-leases.ts';
import { createHearing } from '#hub/leases/hearing.ts';

const COLLECTORS = 100;
const DEVICES_OF_SITE = 3;
const LOOK_MS = 1_000;
const INTERVAL_MS = 60_000;
const LOSSES = 1_000;

/**
 * A city of so many devices shared by a hundred collectors, in zones of four and all in one: how even, how long it takes, what moves when
 * one is lost; and how long a device is without a watcher, played a thousand times with each step at a random moment.
 */
export async function benchLeases({ devices }: { readonly devices: number }): Promise<string> {
  const sites = Array.from({ length: Math.ceil(devices / DEVICES_OF_SITE) }, (_, index) => `site-${index}`);
  const rows = [4, COLLECTORS].map((perZone) => shareOut(sites, perZone));
  const takeOvers = [60_000, 10_000, 5_000].map((silentMs) => playLosses(silentMs));
  return [
    '| devices | collectors | largest and smallest share, of a fair one | shared out once | devices that move when one is lost |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '| `silent_after` | granted after the loss: middle, longest | the others have it | first probe of the last device |',
    '|---|---|---|---|',
    ...takeOvers,
  ].join('\n');
}

function shareOut(sites: readonly string[], perZone: number): string {
  const zones = Array.from({ length: COLLECTORS / perZone }, (_, zone) =>
    Array.from({ length: perZone }, (_one, place) => `kv-${zone}-${place}`),
  );
  const zoneOf = (index: number) => zones[index % zones.length] ?? [];
  const before = process.cpuUsage();
  const watchers = sites.map((site, index) => watcherOf(site, zoneOf(index)) ?? '');
  const { user, system } = process.cpuUsage(before);
  const counts = new Map<string, number>();
  for (const id of watchers) counts.set(id, (counts.get(id) ?? 0) + 1);
  const fair = sites.length / COLLECTORS;
  const percent = (count: number) => `${((100 * count) / fair).toFixed(1)} %`;
  const lost = zones[0]?.[0] ?? '';
  const left = zones.map((zone) => zone.filter((id) => id !== lost));
  const moved = watchers.filter(
    (before, index) => watcherOf(sites[index] ?? '', left[index % left.length] ?? []) !== before,
  ).length;
  const cells = [
    (sites.length * DEVICES_OF_SITE).toLocaleString('en'),
    `${COLLECTORS} in ${zones.length === 1 ? 'one zone' : `${zones.length} zones`}`,
    `${percent(Math.max(...counts.values()))}, ${percent(Math.min(...counts.values()))}`,
    `${((user + system) / 1e6).toFixed(1)} CPU-s`,
    `${(moved * DEVICES_OF_SITE).toLocaleString('en')} (its own: ${((counts.get(lost) ?? 0) * DEVICES_OF_SITE).toLocaleString('en')})`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Heartbeats, looks and probes each have a phase of their own. */
function playLosses(silentMs: number): string {
  // As the hub wants it.
  const beatEveryMs = Math.min(5_000, Math.max(1_000, silentMs / 10));
  const granted: number[] = [];
  const known: number[] = [];
  const probed: number[] = [];
  for (let loss = 0; loss < LOSSES; loss++) {
    const [beatMs, otherMs, lookMs] = [beatEveryMs, beatEveryMs, LOOK_MS].map(
      (every) => Math.random() * every,
    );
    const lossMs = 20 * silentMs + Math.random() * INTERVAL_MS;
    const atMs = grantedAtMs({ beatEveryMs, beatMs: beatMs ?? 0, lookMs: lookMs ?? 0, lossMs, silentMs });
    const beats = Math.ceil((atMs - (otherMs ?? 0)) / beatEveryMs);
    granted.push(atMs - lossMs);
    known.push(beats * beatEveryMs + (otherMs ?? 0) - lossMs);
    probed.push((known.at(-1) ?? 0) + INTERVAL_MS);
  }
  const text = (times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => ((sorted[Math.ceil(share * (sorted.length - 1))] ?? 0) / 1_000).toFixed(1);
    return `${at(0.5)} s, ${at(1)} s`;
  };
  return `| ${silentMs / 1_000} s | ${text(granted)} | ${text(known)} | ${text(probed)} |`;
}

function grantedAtMs(given: {
  readonly beatEveryMs: number;
  readonly beatMs: number;
  readonly lookMs: number;
  readonly lossMs: number;
  readonly silentMs: number;
}): number {
  const hearing = createHearing();
  const leases: NextLease[] = [];
  const collectors = ['kv-a', 'kv-b'];
  for (let nowMs = given.lookMs; ; nowMs += LOOK_MS) {
    const lastBeat = Math.floor((Math.min(nowMs, given.lossMs) - given.beatMs) / given.beatEveryMs);
    const words = new Map([
      ['kv-a', lastBeat],
      ['kv-b', Math.floor(nowMs / given.beatEveryMs)],
    ]);
    const heard = hearing.look(words, nowMs, given.silentMs);
    const terms = { silentAfterMs: given.silentMs };
    const { next } = decideLease(
      { zone: 'z', sites: 100, watchers: 1, collectors, leases },
      heard,
      nowMs,
      terms,
    );
    if (next) leases.push(next);
    if (nowMs > given.lossMs && next) return nowMs;
  }
}
