import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { text } from 'node:stream/consumers';
import builders from 'ping/lib/builder/factory.js';
import parsers from 'ping/lib/parser/factory.js';
import { CamwatchError } from '../../core/errors.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';
import type { SingleProber } from '../probing/prober.ts';

/** Thrown when no echo request was answered; the runner reads its code as `timeout`. */
class LossError extends CamwatchError {
  readonly code = 'PROBE_LOSS';
}

/** A process per target costs 70 times what fping costs: for small fleets without fping. */
const CONCURRENCY = 32;

/**
 * ICMP echo through the system's `ping` program, one process a target. The package knows its arguments and its words; it is
 * started here, since the package gives it our whole environment and lets nobody end it.
 */
export function createPingProber(): SingleProber {
  return {
    mode: 'single',
    concurrency: CONCURRENCY,
    probe: async ({ address, timeoutMs }, signal) => {
      const deadlineSeconds = Math.max(1, Math.floor(timeoutMs / 1_000));
      const answer = await runPing(address, deadlineSeconds, signal);
      if (!answer.alive) throw new LossError(`no echo request was answered within ${deadlineSeconds}s`);
      const rttMs = Number(answer.time);
      return { measurements: { rttMinMs: rttMs, rttAvgMs: rttMs, rttMaxMs: rttMs, lossRatio: 0 } };
    },
  };
}

async function runPing(address: string, deadlineSeconds: number, signal: AbortSignal) {
  const config = { numeric: true, min_reply: 1, deadline: deadlineSeconds, timeout: deadlineSeconds };
  const { platform } = process;
  const args = builders.createBuilder(platform).getCommandArguments(address, config);
  const child = spawn(builders.getExecutablePath(platform, isIPv6(address)), args, {
    // The parser reads English.
    env: { ...childEnvironment(), LANG: 'C', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const closed = once(child, 'close');
  // Without a descriptor left it has no pipes either, whatever its type says.
  if (child.pid === undefined) await closed;
  const words = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const parser = parsers.createParser(address, platform, config);
  for (const line of words.slice(0, 2).join('').split('\n')) parser.eat(line);
  return parser.getResult();
}
