import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ClusterError } from '../../simulator/cluster/cluster-error.ts';
import { lastWordsOf } from '../../simulator/cluster/machine-process.ts';
import { runInNamespaces } from '../../simulator/cluster/run-in-namespaces.ts';
import { choosePort } from '../run/setting/choose-port.ts';
import type { RunClusterDemoOptions } from './cluster-demo-options.ts';
import type { ClusterDemoResult, ClusterNews } from './cluster-result.ts';
import { forward } from './forward.ts';
import { readyCluster } from './missing-for-cluster.ts';

export interface ClusterAudience {
  readonly onNews: (news: Exclude<ClusterNews, { readonly says: 'result' }>, url: string) => void;
}

const USUAL_PORT = 8_480;

/**
 * Runs a city on five machines, each a network namespace, kills and cuts off parts of them, and says whether the record agrees
 * with the script. Leaves nothing behind: no process, no interface, and no file but those that `folder: 'keep'` asks for.
 * @throws ClusterMissingError, ClusterError
 */
export async function runClusterDemo(
  { port, folder, ...options }: RunClusterDemoOptions,
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
  { onNews }: ClusterAudience,
): Promise<ClusterDemoResult> {
  await readyCluster(env.PATH ?? '', userInfo().uid);
  // Of a short name: sockets lie in it.
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-cluster-'));
  // PostgreSQL runs as another user, who has to pass.
  await chmod(dir, 0o711);
  const logPath = join(dir, 'inside.log');
  let isWanted = folder === 'keep';
  try {
    const child = runInNamespaces(
      join(import.meta.dirname, 'inside.ts'),
      [dir, JSON.stringify(options)],
      ['pipe', 'pipe', 'pipe'],
    );
    const { stdin, stdout, stderr } = child;
    if (stdin === null || stdout === null || stderr === null) throw new ClusterError('expected its streams');
    stderr.pipe(createWriteStream(logPath));
    const exited = once(child, 'exit');
    const onStop = () => stdin.end();
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
    using page = await forward(
      { host: '127.0.0.1', port: port ?? (await choosePort(USUAL_PORT)) },
      { path: join(dir, 'portal.sock') },
    );
    let result: ClusterDemoResult | undefined;
    try {
      for await (const line of createInterface(stdout)) {
        const news = JSON.parse(line) as ClusterNews;
        if (news.says === 'result') result = news.result;
        else onNews(news, `http://127.0.0.1:${page.port}/`);
      }
      await exited;
    } finally {
      stop.removeEventListener('abort', onStop);
      child.kill('SIGKILL');
    }
    if (result === undefined) {
      stop.throwIfAborted();
      isWanted = true;
      throw new ClusterError(
        `the cluster ended before its time; its files and logs: ${dir}\n  ${await lastWordsOf(logPath)}`,
      );
    }
    return { ...result, ...(isWanted && { keptIn: dir }) };
  } finally {
    if (!isWanted) await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
