import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface CutOptions {
  /** Cameras, each on a cable of its own; at most 200. */
  readonly cameras: number;
  /** How often each cable is cut and joined again. */
  readonly cuts: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** One edge on record, and when the cable was really cut or joined: within `[fromMs, toMs]`, the time that the command took. */
export interface CutEdge {
  readonly camera: string;
  readonly state: 'down' | 'up';
  readonly fromMs: number;
  readonly toMs: number;
  readonly afterMs: number;
  readonly atMs: number;
}

const CHILD = new URL('cut-lines-child.ts', import.meta.url).pathname;

/**
 * Real cables (veth) between two network namespaces, the real collector with fping at one end, cameras that answer pings at
 * the other. Each cable is cut and joined at instants of its own by `ip link set … down|up` at the far end.
 * @throws without root and iproute2: it is not skipped.
 */
export async function cutLines(options: CutOptions): Promise<readonly CutEdge[]> {
  const [here, there] = [`cw-here-${process.pid}`, `cw-there-${process.pid}`];
  try {
    for (const name of [here, there]) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    for (let index = 0; index < options.cameras; index++) addCable(here, there, index);
    const args = ['netns', 'exec', here, process.execPath, '--disable-warning=ExperimentalWarning'];
    const child = spawn('ip', [...args, CHILD, there, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (code !== 0) throw new Error(`${CHILD} ended with ${code}`);
    return JSON.parse(out);
  } finally {
    for (const name of [here, there]) spawnSync('ip', ['netns', 'del', name]);
  }
}

export const cableName = (index: number) => `cam${index}`;
export const cameraAddress = (index: number) => `10.77.${index}.2`;

/** Whether the truth can lie within the bounds on record: the command took some time, and it may be any instant of it. */
export function isWithinBounds({ fromMs, toMs, afterMs, atMs }: CutEdge): boolean {
  return afterMs <= toMs && fromMs <= atMs;
}

function addCable(here: string, there: string, index: number): void {
  const name = cableName(index);
  ip('link', 'add', name, 'netns', here, 'type', 'veth', 'peer', 'name', name, 'netns', there);
  for (const [space, address] of [
    [here, `10.77.${index}.1/24`],
    [there, `${cameraAddress(index)}/24`],
  ] as const) {
    ip('-n', space, 'address', 'add', address, 'dev', name);
    ip('-n', space, 'link', 'set', name, 'up');
  }
}

function ip(...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`network namespaces need root and ip (iproute2): ${error ?? stderr}`);
}
