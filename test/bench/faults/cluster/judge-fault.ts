import { setTimeout as delay } from 'node:timers/promises';
import { verifyRecord } from '#contracts/verification/verify-record.ts';
import { seconds } from '#core/time/units.ts';
import type { ClusterChainResult } from '#demo/cluster/cluster-result.ts';
import { doublyOwnedSeconds, findTakeOver, judgeChain } from '#demo/cluster/judge-cluster.ts';
import { CENTRE } from '#ledger/record/leases.ts';
import type { RecordStore } from '#ledger/record/record-store.ts';
import type { Cut } from '../truth.ts';
import { type ClusterWorld, ledgerOf } from './cluster-world.ts';
import { judgeOutages } from './judge-outages.ts';
import type { ClusterFaultRow } from './result.ts';

/** A fault that was made and mended. */
export interface PlayedFault {
  readonly name: string;
  readonly what: string;
  readonly times: number;
  readonly fromMs: number;
  readonly mendedMs: number;
  readonly wholeMs: number;
  /** The collector that others may take over from. */
  readonly target?: string | undefined;
  readonly note?: string | undefined;
  readonly problems: readonly string[];
}

export type JudgeFault = (played: PlayedFault) => Promise<ClusterFaultRow>;

/** What is on its way to the record still. */
const SETTLED_MS = seconds(20);

/** Judges one fault after the other; a difference is told once, with the fault after which it was found. */
export function createJudge(world: ClusterWorld, cuts: readonly Cut[], startMs: number): JudgeFault {
  const told = new Set<string>();
  let [outagesBefore, rowsBefore] = [0, 0];
  return async (played) => {
    const { store, folders, pulse } = world;
    const { name, what, times, fromMs, mendedMs, wholeMs, target, note } = played;
    const toMs = Date.now();
    const chains = await Promise.all(
      [...folders].map(([id, folder]) => judgeArrived(id, ledgerOf(folder), store)),
    );
    const { problems: found, problemCount } = await verifyRecord(store, { scope: 'full' });
    using reader = store.openReader();
    const judged = reader.snapshot(() =>
      judgeOutages(reader, world, { cuts, fromMs: startMs, toMs: toMs - SETTLED_MS }),
    );
    const all = { fromMs: startMs, toMs: Date.now() };
    const devices = Array.from({ length: world.devices }, (_, index) => `cam-${index}`);
    const doublyOwned = doublyOwnedSeconds(reader, devices, all);
    const lease =
      target === undefined
        ? undefined
        : findTakeOver(reader.leases({ chain: CENTRE }), target, { fromMs, toMs });
    const wrong = judged.problems.filter((problem) => !told.has(headOf(problem)));
    for (const problem of wrong) told.add(headOf(problem));
    const gaps = judged.gaps.filter((gap) => gap.toMs > fromMs && gap.fromMs < toMs);
    const longest = gaps.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
    const rows = chains.reduce((sum, chain) => sum + chain.rows, 0);
    const unequal = chains.filter(({ areEqual }) => !areEqual).map(({ collector }) => collector);
    const row: ClusterFaultRow = {
      ...{ name, what, times, wholeMs },
      seconds: Math.round((mendedMs - fromMs) / seconds(1)),
      silenceMs: pulse.longestGapMs(fromMs, toMs, target),
      ...(lease && { takenOverMs: lease.fromMs - fromMs }),
      rows: rows - rowsBefore,
      lost: chains.reduce((sum, { lost }) => sum + lost, 0),
      doubled: found.filter(({ kind }) => kind === 'repeated').length,
      chainProblems: problemCount,
      doublyOwnedSeconds: doublyOwned,
      outages: judged.outages - outagesBefore,
      wrongOutages: wrong.length,
      longestGapMs: longest ? longest.toMs - longest.fromMs : 0,
      gapNames: [...new Set(gaps.map((gap) => gap.name))],
      ...(note !== undefined && { note }),
      problems: [
        ...played.problems,
        ...chains.flatMap(({ collector, lost }) =>
          lost > 0 ? [`${lost} rows of ${collector} are not at the centre`] : [],
        ),
        ...unequal.map((id) => `the chain of ${id} is another at the centre than in its own ledger`),
        ...found.slice(0, MOST_TOLD).map(({ message }) => `verify: ${message}`),
        ...(doublyOwned > 0 ? [`${doublyOwned} s of devices have two owners`] : []),
        ...(gaps.some((gap) => gap.name === 'nothing')
          ? ['a gap of coverage that nothing on record explains']
          : []),
        ...wrong,
      ],
    };
    [outagesBefore, rowsBefore] = [judged.outages, rows];
    return row;
  };
}

/** Rows that were recorded a moment ago are on their way: lost is what does not come. */
async function judgeArrived(id: string, own: RecordStore, centre: RecordStore): Promise<ClusterChainResult> {
  for (const untilMs = Date.now() + SETTLED_MS; ; await delay(seconds(1))) {
    const judged = judgeChain(id, own, centre);
    if (judged.lost === 0 || Date.now() > untilMs) return judged;
  }
}

/** Rows that a difference is told with grow from one look to the next. */
const headOf = (problem: string): string => problem.split('\n', 1).join('');

const MOST_TOLD = 10;
