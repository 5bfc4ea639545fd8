import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Usage, usageOf } from './processes.ts';
import { parsePrometheus, type Sample } from './prometheus.ts';
import { PAGE } from './world.ts';

export interface Tick {
  readonly atMs: number;
  readonly usage: Readonly<Record<string, Usage>>;
}

export interface Request {
  readonly atMs: number;
  readonly route: string;
  readonly ms: number;
  readonly status: number;
}

export interface Scrape {
  readonly atMs: number;
  readonly samples: readonly Sample[];
}

/** What is noted every second while camwatch runs. */
export interface Observation {
  readonly ticks: readonly Tick[];
  readonly requests: readonly Request[];
  readonly scrapes: readonly Scrape[];
  readonly stop: () => Promise<void>;
}

const SCRAPE_EVERY = 5;

/** `pages`: a route by its name, asked for one after the other, one a second. */
export function observe(
  processes: Readonly<Record<string, number>>,
  pages: Readonly<Record<string, string>>,
): Observation {
  const ticks: Tick[] = [];
  const requests: Request[] = [];
  const scrapes: Scrape[] = [];
  const stopping = new AbortController();
  const routes = Object.entries(pages);

  const ask = async (route: string, path: string): Promise<string> => {
    const startedMs = performance.now();
    const atMs = Date.now();
    const answer = await get(path);
    requests.push({ atMs, route, ms: performance.now() - startedMs, status: answer.status });
    return answer.text;
  };
  const scrape = async () => {
    const atMs = Date.now();
    scrapes.push({ atMs, samples: parsePrometheus(await ask('/metrics', '/metrics')) });
  };
  const observing = (async () => {
    for (let second = 0; !stopping.signal.aborted; second++) {
      const untilMs = performance.now() + 1_000;
      ticks.push({ atMs: Date.now(), usage: await usageOf(processes) });
      await expectMemory();
      if (second % SCRAPE_EVERY === 0) await scrape();
      else {
        const [route, path] = routes[(second - Math.floor(second / SCRAPE_EVERY)) % routes.length] ?? [
          '/',
          '/',
        ];
        await ask(route, path);
      }
      await delay(Math.max(0, untilMs - performance.now()), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  })();
  return {
    ticks,
    requests,
    scrapes,
    stop: async () => {
      stopping.abort();
      await observing;
    },
  };
}

const LEAST_FREE_BYTES = 1e9;

/** A machine without memory stands still, and everybody on it with it. */
async function expectMemory(): Promise<void> {
  const [, kilobytes = '0'] = /^MemAvailable:\s+(\d+)/m.exec(await readFile('/proc/meminfo', 'utf8')) ?? [];
  if (Number(kilobytes) * 1_024 >= LEAST_FREE_BYTES) return;
  process.stderr.write('bench: less than 1 GB of memory is left on this machine: the run ends here\n');
  process.exit(3);
}

const PATIENCE_MS = 60_000;

/** Status 0 where nothing answers. */
export async function get(path: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const answer = await fetch(`${PAGE}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

/** Echo requests that this namespace was sent so far. */
export async function echoRequests(): Promise<number> {
  const text = await readFile('/proc/net/snmp', 'utf8');
  const [names = '', values = ''] = text.split('\n').filter((line) => line.startsWith('Icmp: '));
  const place = names.split(' ').indexOf('InEchos');
  return Number(values.split(' ')[place]);
}
