import { spawnSync } from 'node:child_process';
import { access } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { findProgram } from '../../collector/probers/reach-engine.ts';
import { CamwatchError } from '../../core/errors.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';

/** Thrown where this machine, or whoever runs it, cannot have a cluster; names all that is missing at once. */
export class ClusterMissingError extends CamwatchError {
  readonly code = 'DEMO_CLUSTER_MISSING';
}

const POSTGRES = '/usr/lib/postgresql/17/bin/postgres';
const PROGRAMS = ['patroni', 'etcd', 'haproxy', 'ip', 'openssl', 'fping'];

const SETUP = new URL('../../deploy/setup.sh', import.meta.url).pathname;

/** Where root runs it, what is missing is installed, as `npm run demo` does for every demo. */
export async function readyCluster(searchPath: string, uid: number): Promise<void> {
  const missing = await findMissing(searchPath);
  if (missing.length > 0 && uid === 0)
    spawnSync('sh', [SETUP, '--with', missing.join(',')], {
      env: childEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  await refuseWithoutCluster(searchPath, uid);
}

/** As `deploy/setup.sh --with` calls them. */
async function findMissing(searchPath: string): Promise<string[]> {
  const path = [searchPath, '/usr/sbin', '/sbin'].join(delimiter);
  const found = await Promise.all(
    PROGRAMS.map(async (name) => ({ name, at: await findProgram(name, path) })),
  );
  const missing = found.filter(({ at }) => at === undefined).map(({ name }) => name);
  const hasPostgres = await access(POSTGRES).then(
    () => true,
    () => false,
  );
  return hasPostgres ? missing : [...missing, 'postgres'];
}

/** @throws ClusterMissingError */
export async function refuseWithoutCluster(searchPath: string, uid: number): Promise<void> {
  const missing = await findMissing(searchPath);
  const needsRoot = uid !== 0 || !canHaveNamespaces();
  if (missing.length === 0 && !needsRoot) return;
  const install = `sh deploy/setup.sh --with ${missing.join(',')}`;
  throw new ClusterMissingError({
    en: [
      'the demo of a cluster cannot run here:',
      ...(needsRoot
        ? ['- expected root, and a kernel that gives network and process namespaces: each machine is one']
        : []),
      ...(missing.length > 0 ? [`- not found: ${missing.join(', ')}. As root: ${install}`] : []),
      'The demo of one machine needs neither: npm run demo',
    ].join('\n'),
    vi: [
      'không chạy được bản trình diễn cụm máy ở đây:',
      ...(needsRoot
        ? ['- cần quyền root và nhân Linux có không gian mạng, tiến trình: mỗi máy là một không gian']
        : []),
      ...(missing.length > 0 ? [`- không thấy: ${missing.join(', ')}. Bằng quyền root: ${install}`] : []),
      'Bản trình diễn một máy không cần những thứ đó: npm run demo',
    ].join('\n'),
  });
}

const canHaveNamespaces = (): boolean =>
  spawnSync('unshare', ['--net', '--pid', '--mount', '--fork', 'true'], { env: childEnvironment() })
    .status === 0;
