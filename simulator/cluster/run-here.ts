import { spawnSync } from 'node:child_process';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { ClusterError } from './cluster-error.ts';

/** Runs a program to its end; returns its output. @throws ClusterError with what it said where that is not 0 */
export function runHere(program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    env: childEnvironment(),
    encoding: 'utf8',
  });
  if (status === 0) return stdout;
  throw new ClusterError(
    `${program} ${words.join(' ')}: expected exit code 0, got ${status ?? error?.message}\n${stderr ?? ''}`,
  );
}
