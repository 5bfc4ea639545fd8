import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { renderFaults } from './render-faults.ts';
import type { FaultsOptions, FaultsResult } from './result.ts';

/** Where results are kept. */
const RESULTS = join(tmpdir(), 'camwatch-bench-results');

/**
 * `camwatch run` over a made-up city in a namespace of its own, with real fping and InfluxDB, while faults happen at random; then
 * the ledger is compared with what the script did. @throws where they differ.
 */
export async function benchFaults(options: FaultsOptions): Promise<string> {
  const setpriv = await findProgram('setpriv', process.env.PATH ?? '');
  if (setpriv === undefined || process.getuid?.() !== 0)
    throw new Error('faults of its own need root, and setpriv and unshare (apt-get install util-linux)');
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-faults-'));
  const out = join(RESULTS, `${options.name}-${options.devices}.json`);
  const inside = spawn(
    setpriv,
    [
      // Whatever becomes of this process, nothing of the city outlives it.
      ...['--pdeathsig', 'KILL', 'unshare'],
      ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ...[process.execPath, '--disable-warning=ExperimentalWarning'],
      ...[join(import.meta.dirname, 'faults-child.ts'), JSON.stringify({ ...options, folder, out })],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = await once(inside, 'exit');
  if (code !== 0) throw new Error(`the faults ended with ${code}; what they left is in ${folder}`);
  const result: FaultsResult = JSON.parse(await readFile(out, 'utf8'));
  const table = renderFaults(options, result);
  if (result.problems.length > 0) throw new Error(`${table}\n\n${out}\nwhat it left is in ${folder}`);
  await rm(folder, { recursive: true, force: true });
  return `${table}\n\n${out}`;
}
