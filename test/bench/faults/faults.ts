import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { renderFaults } from './render-faults.ts';
import type { FaultsOptions, FaultsResult } from './result.ts';

/**
 * `camwatch run` over a made-up city in a namespace of its own, with real fping and InfluxDB, while faults happen at random; then
 * the ledger is compared with what the script did. @throws where they differ.
 */
export async function benchFaults(options: FaultsOptions): Promise<string> {
  const unshare = await findProgram('unshare', process.env.PATH ?? '');
  if (unshare === undefined || process.getuid?.() !== 0)
    throw new Error('faults of its own need root and the program unshare (apt-get install util-linux)');
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-faults-'));
  const inside = spawn(
    unshare,
    [
      ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ...[process.execPath, '--disable-warning=ExperimentalWarning'],
      ...[join(import.meta.dirname, 'faults-child.ts'), JSON.stringify({ ...options, folder })],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const [code] = await once(inside, 'exit');
  if (code !== 0) throw new Error(`the faults ended with ${code}; what they left is in ${folder}`);
  const result: FaultsResult = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'));
  const table = renderFaults(options, result);
  if (result.problems.length > 0) throw new Error(`${table}\n\nwhat it left is in ${folder}`);
  await rm(folder, { recursive: true, force: true });
  return table;
}
