import { minutes } from '#core/time/units.ts';
import { type FuzzResult, fuzzRun, type Memory } from '../support/fuzz/fuzz-run.ts';

const DEVICES = 900;
const WANTED = { snmp: 1_000_000, onvif: 100_000, http: 100_000, rtsp: 100_000 } as const;
const TELL_EVERY_MS = 10_000;

/**
 * `camwatch run` over 900 devices of which nearly every answer is wrong, until a million SNMP messages and 100,000 answers each of
 * ONVIF, HTTP and RTSP were sent to it: whether it lives, whether its memory is flat, and what it made of them.
 */
export async function benchFuzz(): Promise<string> {
  process.stderr.write(`bench: ${DEVICES} hostile devices; a quarter of an hour or more …\n`);
  let toldMs = 0;
  const result = await fuzzRun({
    devices: DEVICES,
    wanted: WANTED,
    seed: 1,
    mostMs: minutes(90),
    onProgress: (sent) => {
      if (performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      const parts = Object.entries(sent).map(([what, count]) => `${what} ${count.toLocaleString('en')}`);
      process.stderr.write(`bench: ${parts.join(', ')}\n`);
    },
  });
  return render(result);
}

function render({ sent, wallMs, outcomes, strange, memory, faults, exitCode }: FuzzResult): string {
  const count = (value: number) => value.toLocaleString('en');
  const rows: readonly (readonly [string, string])[] = [
    ['wrong messages: SNMP / ONVIF / HTTP / RTSP', Object.values(sent).map(count).join(' / ')],
    ['time', `${Math.round(wallMs / 1_000)} s`],
    ['probes ended', count([...outcomes.values()].reduce((sum, one) => sum + one, 0))],
    ['ended otherwise than in the closed set', String(strange.length)],
    ['errors in the log', String(faults.length)],
    ['exit code at SIGTERM', String(exitCode)],
    ['heap after a collection, by tenths of the time', tenths(memory, ({ heapBytes }) => heapBytes)],
    ['resident, by tenths of the time', tenths(memory, ({ rssBytes }) => rssBytes)],
  ];
  const table = ['| fuzz | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  const ends = [...outcomes].sort(([one], [other]) => one.localeCompare(other));
  return [...table, '', ends.map(([what, times]) => `${what} ${count(times)}`).join(', '), ...faults].join(
    '\n',
  );
}

/** The least of each tenth: what was left over then, and not what was just in use. */
function tenths(memory: readonly Memory[], of: (one: Memory) => number): string {
  const size = Math.max(1, Math.ceil(memory.length / 10));
  const parts = Array.from({ length: Math.ceil(memory.length / size) }, (_, part) =>
    memory.slice(part * size, (part + 1) * size).map(of),
  );
  return `${parts.map((part) => Math.round(Math.min(...part) / 1e6)).join(', ')} MB`;
}
