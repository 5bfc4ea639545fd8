import { setTimeout as delay } from 'node:timers/promises';
import type { Network } from '../../simulator/cluster/network.ts';
import type { Cluster } from '../../simulator/cluster/start-cluster.ts';
import type { ClusterParts } from './cluster-parts.ts';
import { CLUSTER_ACTS, type ClusterActKind } from './cluster-timing.ts';

/** Something that was done to the cluster. */
export interface PlayedAct {
  readonly kind: ClusterActKind;
  readonly target: string;
  readonly atMs: number;
  /** When it was mended; what follows is measured until the next one. */
  readonly mendedMs: number;
  readonly wholeMs?: number;
}

export interface ActsContext {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly parts: ClusterParts;
  readonly startMs: number;
  readonly onAct: (kind: ClusterActKind, target: string, isBegun: boolean) => void;
  readonly stop: AbortSignal;
}

type Act = (context: ActsContext) => Promise<{
  readonly target: string;
  /** With how long it took until everything was whole, where that is to be waited for. */
  readonly mend: () => Promise<number | undefined>;
}>;

const untilWhole = async ({ cluster }: ActsContext): Promise<number> => {
  const fromMs = Date.now();
  await cluster.untilWhole(WHOLE_WITHIN_MS);
  return Date.now() - fromMs;
};
const WHOLE_WITHIN_MS = 120_000;

const ACTS: Readonly<Record<ClusterActKind, Act>> = {
  'kill-collector': async ({ parts: { collectors } }) => {
    const [[target, part] = NOBODY] = collectors;
    await part?.kill();
    return {
      target,
      mend: async () => {
        part?.start();
        return undefined;
      },
    };
  },
  'cut-off': async ({ parts: { collectors }, network }) => {
    const [, [target] = NOBODY] = collectors;
    network.cutOff(target);
    return {
      target,
      mend: async () => {
        network.mend(target);
        return undefined;
      },
    };
  },
  'kill-primary': async (context) => {
    const target = await context.cluster.killPrimary();
    return {
      target,
      mend: async () => {
        context.cluster.startPatroni(target);
        return await untilWhole(context);
      },
    };
  },
  'kill-hub': async ({ parts: { hubs } }) => {
    const [hub] = hubs;
    await hub?.kill();
    return {
      target: hub?.machine ?? '',
      mend: async () => {
        hub?.start();
        return undefined;
      },
    };
  },
};
const NOBODY = ['', undefined] as const;

/** Does everything to the cluster at its time, and tells what was done. What was begun is mended, also where it is stopped. */
export async function playClusterActs(context: ActsContext): Promise<readonly PlayedAct[]> {
  const played: PlayedAct[] = [];
  for (const { kind, atMs, forMs } of CLUSTER_ACTS) {
    if (!(await untilThen(context.startMs + atMs, context.stop))) break;
    const begunMs = Date.now();
    const { target, mend } = await ACTS[kind](context);
    context.onAct(kind, target, true);
    await untilThen(begunMs + forMs, context.stop);
    const mendedMs = Date.now();
    const wholeMs = await mend();
    context.onAct(kind, target, false);
    played.push({ kind, target, atMs: begunMs, mendedMs, ...(wholeMs !== undefined && { wholeMs }) });
  }
  return played;
}

async function untilThen(atMs: number, stop: AbortSignal): Promise<boolean> {
  await delay(Math.max(0, atMs - Date.now()), undefined, { signal: stop }).catch(() => undefined);
  return !stop.aborted;
}
