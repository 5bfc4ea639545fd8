import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { ClusterError } from './cluster-error.ts';

export interface ClusterFilesOptions {
  /** Gets a folder for each machine. */
  readonly dir: string;
  /** Two that keep the record, and one that only votes. */
  readonly machines: readonly { readonly name: string; readonly address: string }[];
  /** Who runs the programs; absent: whoever we are. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** `off` where no test asks whether a disk keeps what it said it kept. */
  readonly fsync: 'on' | 'off';
  /** How often Patroni looks, in seconds; absent: as a city has it. */
  readonly loopWait: number | undefined;
}

/** Where HAProxy has the portal, on the two machines that keep the record. */
export const PORTAL_PORT = 8_483;

const RENDER = new URL('../../deploy/cluster/render.sh', import.meta.url).pathname;

/** Writes the files of the machines, by the script that a city writes them with. @throws ClusterError */
export function writeClusterFiles({ dir, machines, owner, fsync, loopWait = 5 }: ClusterFilesOptions): void {
  const lines = machines.flatMap(({ name, address }, index) => [
    `M${index + 1}_NAME=${name}`,
    `M${index + 1}_ADDRESS=${address}`,
  ]);
  const settings = [
    ...lines,
    ...[`PREFIXES=${dir}`, `FSYNC=${fsync}`, 'SHARED_BUFFERS=128MB'],
    ...['TTL=20', `LOOP_WAIT=${loopWait}`, 'RETRY_TIMEOUT=5', `PORTAL_BIND=${PORTAL_PORT}`],
  ];
  const conf = join(dir, 'cluster.conf');
  writeFileSync(conf, `${settings.join('\n')}\n`);
  const { status, stderr } = spawnSync('sh', [RENDER, conf, dir], {
    env: childEnvironment(),
    encoding: 'utf8',
  });
  if (status !== 0) throw new ClusterError(`${RENDER}: expected exit code 0, got ${status}\n${stderr}`);
  for (const { name } of machines) {
    for (const folder of ['run/postgresql', 'var/lib/postgresql/17', 'var/lib/etcd'])
      mkdirSync(join(dir, name, folder), { recursive: true });
    if (owner && userInfo().uid === 0) giveAway(join(dir, name), owner.uid, owner.gid);
  }
  // Others than root have to pass.
  chmodSync(dir, 0o711);
}

function giveAway(folder: string, uid: number, gid: number): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, entry), uid, gid);
}
