import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CamwatchError } from '../../core/errors.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';

/** Thrown when the kernel's table of local routes cannot be changed. */
export class RouteError extends CamwatchError {
  readonly code = 'SIMULATOR_ROUTE';
}

/** Unreachable routes in the local table: an address of loopback stops answering at once, and answers at once without. */
export interface Routes {
  readonly block: (addresses: readonly string[]) => Promise<void>;
  readonly unblock: (addresses: readonly string[]) => Promise<void>;
  /** Takes every route away that is still there. */
  readonly close: () => Promise<void>;
}

/** @param program - Path of the program `ip`. */
export function createRoutes(program: string): Routes {
  const blocked = new Set<string>();
  return {
    block: async (addresses) => {
      for (const address of addresses) assertLoopback(address);
      for (const address of addresses) blocked.add(address);
      await runIp(program, 'replace', addresses);
    },
    unblock: async (addresses) => {
      const those = addresses.filter((address) => blocked.has(address));
      if (those.length === 0) return;
      await runIp(program, 'del', those);
      for (const address of those) blocked.delete(address);
    },
    close: async () => {
      await removeRoutes(program, [...blocked]);
      blocked.clear();
    },
  };
}

/** Takes routes away, of which some may be gone already. */
export async function removeRoutes(program: string, addresses: readonly string[]): Promise<void> {
  if (addresses.length > 0) await runIp(program, 'del', addresses, ['-force']).catch(() => undefined);
}

const KERNEL_ROUTES = '/proc/net/fib_trie';

/** Addresses `127.BLOCK.x.y` that unreachable routes take away now, as the kernel tells; none where it is no Linux. */
export async function unreachableIn(block: number): Promise<string[]> {
  const trie = await readFile(KERNEL_ROUTES, 'utf8').catch(() => '');
  const leaves = trie.matchAll(/\|-- (\S+)\n\s+\/32 \S+ UNREACHABLE/g);
  const addresses = leaves
    .map(([, address = '']) => address)
    .filter((one) => one.startsWith(`127.${block}.`));
  return [...new Set(addresses)];
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
