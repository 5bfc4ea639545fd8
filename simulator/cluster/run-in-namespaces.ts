import { type ChildProcess, spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { childEnvironment } from '../../core/host/child-environment.ts';

/**
 * Runs a module in network, process and mount namespaces of its own, in which it may make machines (`createNetwork`). Whatever
 * becomes of this process, nothing of what runs inside outlives it: the kernel ends all of a process namespace with its first
 * process, which ends with this one. Whoever runs inside ends when its standard input does.
 */
export function runInNamespaces(
  module: string,
  parameters: readonly string[],
  stdio: readonly ['pipe', 'pipe' | 'inherit', 'pipe' | 'inherit'],
): ChildProcess {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', module];
  const asRoot = userInfo().uid === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  return spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', 'unshare', ...asRoot],
      ...['--net', '--pid', '--mount', '--fork', '--kill-child', '--mount-proc'],
      ...['sh', '-c', FIRST_PROCESS, 'sh', ...node, ...parameters],
    ],
    { env: childEnvironment(), stdio: [...stdio] },
  );
}

/** A shell is the first process: it takes leave of those whose parents died, as PostgreSQL's do in a crash. Names of machines are in `/run`. */
const FIRST_PROCESS =
  'mount -t tmpfs tmpfs /run && ip link set lo up && exec 3<&0 && { "$@" <&3 & wait $!; }';
