import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CamwatchError } from '../../core/errors.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';

/** Thrown when the kernel's table of local routes cannot be changed. */
export class RouteError extends CamwatchError {
  readonly code = 'SIMULATOR_ROUTE';
}

export interface RouteOptions {
  /** Path of the program `ip`. */
  readonly program: string;
  /** File that names every route before it is added, so that a later start can undo what a crash left behind. */
  readonly listPath: string;
}

/** Unreachable routes in the local table: an address of loopback stops answering at once, and answers at once without. */
export interface Routes {
  readonly block: (addresses: readonly string[]) => Promise<void>;
  readonly unblock: (addresses: readonly string[]) => Promise<void>;
  /** Takes every route away that is still there. */
  readonly close: () => Promise<void>;
}

export function createRoutes({ program, listPath }: RouteOptions): Routes {
  const blocked = new Set<string>();
  const unblock = async (addresses: readonly string[]) => {
    const those = addresses.filter((address) => blocked.has(address));
    if (those.length === 0) return;
    await runIp(program, 'del', those);
    for (const address of those) blocked.delete(address);
  };
  return {
    block: async (addresses) => {
      for (const address of addresses) assertLoopback(address);
      await appendFile(listPath, addresses.map((address) => `${address}\n`).join(''));
      for (const address of addresses) blocked.add(address);
      await runIp(program, 'replace', addresses);
    },
    unblock,
    close: async () => {
      await removeListedRoutes({ program, listPath });
      blocked.clear();
    },
  };
}

/** Undoes what a crashed run left behind; routes that are gone already, or a list that was never written, are fine. */
export async function removeListedRoutes({ program, listPath }: RouteOptions): Promise<void> {
  const list = await readFile(listPath, 'utf8').catch(() => '');
  const addresses = [...new Set(list.split('\n'))].filter((line) => LOOPBACK.test(line));
  if (addresses.length > 0) await runIp(program, 'del', addresses, ['-force']).catch(() => undefined);
  await rm(listPath, { force: true });
}

/** Whether routes can be changed here, tried on one address: root in a container often may not. */
export async function findRouteProblem(program: string, address: string): Promise<string | undefined> {
  try {
    await runIp(program, 'replace', [address]);
    await runIp(program, 'del', [address]);
    return undefined;
  } catch (error) {
    return error instanceof RouteError ? error.message : String(error);
  }
}

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Whatever else goes wrong, no route of this machine's own is ever touched. */
function assertLoopback(address: string): void {
  if (LOOPBACK.test(address) && address !== '127.0.0.1') return;
  throw new RouteError(`expected an address of the simulated city on 127.0.0.0/8, got ${address}`);
}

/** One process for all: a whole ward goes dark within milliseconds. */
async function runIp(
  program: string,
  verb: 'replace' | 'del',
  addresses: readonly string[],
  options: readonly string[] = [],
): Promise<void> {
  // In a session of its own: Ctrl-C on the terminal must not end it in the middle of its list.
  const child = spawn(program, [...options, '-batch', '-'], {
    env: childEnvironment(),
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(
    addresses.map((address) => `route ${verb} unreachable ${address}/32 table local\n`).join(''),
  );
  const [report, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (exitCode === 0) return;
  const [firstLine = ''] = report.split('\n');
  throw new RouteError(`ip route ${verb} failed: ${firstLine || `exit code ${exitCode}`}`);
}
