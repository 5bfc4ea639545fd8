import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../collector/probers/reach-engine.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { seconds } from '../../core/time/units.ts';
import { faultsOf, type Problem } from '../../grafana/check/problem.ts';
import { toAlertmanager } from '../../grafana/check/to-alertmanager.ts';
import type { GrafanaContent } from '../../grafana/content.ts';

/** Whether Alertmanager's own tool took the policies, or why it was not asked. */
export interface TriedPolicies {
  readonly policies: 'taken' | 'refused' | 'none' | 'amtool is not installed';
  readonly problems: readonly Problem[];
}

const TIMEOUT_MS = seconds(20);

/** Has `amtool`, where it is installed, read policies and mute timings: Grafana embeds an Alertmanager. */
export async function tryPolicies(
  content: Pick<GrafanaContent, 'policies' | 'contactPoints' | 'muteTimings'>,
  searchPath: string,
  stop: AbortSignal,
): Promise<TriedPolicies> {
  const config = toAlertmanager(content);
  if (config === undefined) return { policies: 'none', problems: [] };
  const program = await findProgram('amtool', searchPath);
  if (program === undefined) return { policies: 'amtool is not installed', problems: [] };
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-policies-'));
  try {
    const path = join(dir, 'alertmanager.yml');
    await writeFile(path, JSON.stringify(config));
    const parameters = ['check-config', path];
    const options = { env: childEnvironment(), signal: stop, timeout: TIMEOUT_MS };
    await promisify(execFile)(program, parameters, options);
    return { policies: 'taken', problems: [] };
  } catch (error) {
    stop.throwIfAborted();
    const problem = faultsOf('policies')('alertmanager', 'what Alertmanager takes', wordsOf(error));
    return { policies: 'refused', problems: [problem] };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What the tool says is wrong: it tells that on its output, and that something is on the other. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const out = 'stdout' in error ? String(error.stdout) : '';
  return /FAILED: (.+)/.exec(out)?.[1] ?? error.message.trim();
}
