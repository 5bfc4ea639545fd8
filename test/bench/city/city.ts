import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { drawCurves } from './draw-curves.ts';
import { renderTable } from './render-table.ts';
import { type CityResult, PHASES, type Phase } from './result.ts';

export interface CityBenchOptions {
  readonly devices: number;
  readonly minutes: number;
  readonly phases: readonly Phase[];
  readonly stoppedMinutes: number;
}

/** Where results are kept for the pictures of the curves. */
const RESULTS = join(tmpdir(), 'camwatch-bench-results');

/**
 * A whole city: `camwatch run` in a namespace of its own, with real fping and InfluxDB and devices that answer ICMP, ONVIF, RTSP
 * and SNMP at every address, watched from outside while it is steady, half of it is lost, its inventory changes, and it stops.
 */
export async function benchCity(options: CityBenchOptions): Promise<string> {
  const setpriv = await findProgram('setpriv', process.env.PATH ?? '');
  if (setpriv === undefined || process.getuid?.() !== 0)
    throw new Error('a city of its own needs root, and setpriv and unshare (apt-get install util-linux)');
  const out = join(RESULTS, `city-${options.devices}.json`);
  const inside = spawn(
    setpriv,
    [
      // Whatever becomes of this process, nothing of the city outlives it.
      ...['--pdeathsig', 'KILL', 'unshare'],
      ...['--net', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ...[
        process.execPath,
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'city-child.ts'),
      ],
      JSON.stringify({ ...options, out, keep: process.env.CAMWATCH_BENCH_KEEP === '1' }),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = await once(inside, 'exit');
  if (code !== 0) throw new Error(`the city ended with ${code}`);
  const results = await allResults();
  const picture = join(RESULTS, 'city.png');
  await writeFile(picture, await drawCurves(results));
  return `${renderTable(results)}\n\n${out}\n${picture}`;
}

/** Of every size that was run here. */
async function allResults(): Promise<CityResult[]> {
  const names = (await readdir(RESULTS)).filter((name) => /^city-\d+\.json$/.test(name));
  return await Promise.all(
    names.map(async (name): Promise<CityResult> => JSON.parse(await readFile(join(RESULTS, name), 'utf8'))),
  );
}

export function phasesOf(text: string): readonly Phase[] {
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !PHASES.some((phase) => phase === name));
  if (unknown !== undefined) throw new Error(`expected phases of ${PHASES.join(', ')}, got ${unknown}`);
  return PHASES.filter((phase) => wanted.includes(phase));
}
