import type { StateSums } from '../../../availability/timelines/state-ms.ts';
import type { Cell } from '../../../availability/window/tally.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import type { GivenSettings } from '../document/figures-header.ts';
import type { RankingFigures } from '../document/measured-figures.ts';
import { addCells, groupCells } from './add-cells.ts';
import type { NamedId } from './group-names.ts';

/** A device or agency that could be ranked. */
export interface Candidate extends NamedId {
  readonly measured: StateSums;
  readonly outages: number;
  readonly agency?: string;
  readonly area?: string;
  readonly isSecret: boolean;
}

export interface RankingSettings
  extends Pick<GivenSettings, 'minimumCoveragePpm' | 'mostListed' | 'secretSites'> {
  readonly window: Interval;
}

type Ranking = RankingFigures['devices'];

/**
 * The lowest and the highest availability, compared exactly, ties in the order of ids. What was in service for less than a
 * thirtieth of the window, or of which too little is known, is ranked nowhere: a day says nothing about a year.
 */
export function rank(
  candidates: readonly Candidate[],
  { minimumCoveragePpm, mostListed, secretSites, window }: RankingSettings,
): Ranking {
  const leastMs = (window.toMs - window.fromMs) / LEAST_PART;
  const enough = candidates.filter(({ measured }) => {
    const { knownMs, inServiceMs } = coverageOf(measured);
    return inServiceMs >= leastMs && knownMs > 0 && knownMs * PPM >= inServiceMs * minimumCoveragePpm;
  });
  const open = enough.filter(({ isSecret }) => secretSites === 'include' || !isSecret);
  const worstFirst = open.toSorted((a, b) => compare(a.measured, b.measured) || byId(a, b));
  const bestFirst = open.toSorted((a, b) => compare(b.measured, a.measured) || byId(a, b));
  return {
    worst: worstFirst.slice(0, mostListed).map(toRow),
    best: bestFirst.slice(0, mostListed).map(toRow),
    belowCoverage: candidates.length - enough.length,
    secretLeftOut: enough.length - open.length,
  };
}

/** Agencies by all their devices together. */
export const agencyCandidates = (
  cells: readonly Cell[],
  nameOf: (agency: string) => NamedId,
): readonly Candidate[] =>
  groupCells(cells, 'agency').map(([id, own]) => {
    const { measured, outages } = addCells(own);
    return { ...nameOf(id), measured, outages: outages.count, isSecret: false };
  });

const LEAST_PART = 30;
const PPM = 1_000_000;

function coverageOf({ upMs, degradedMs, downMs, unknownMs }: StateSums) {
  const knownMs = upMs + degradedMs + downMs;
  return { knownMs, inServiceMs: knownMs + unknownMs };
}

/** Below 0 where the first is available less. As exact fractions: sums of a city are beyond what a division keeps apart. */
function compare(a: StateSums, b: StateSums): number {
  const left = BigInt(a.upMs + a.degradedMs) * BigInt(coverageOf(b).knownMs);
  const right = BigInt(b.upMs + b.degradedMs) * BigInt(coverageOf(a).knownMs);
  return left < right ? -1 : left > right ? 1 : 0;
}

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1);

const toRow = ({ isSecret: _, ...row }: Candidate): Ranking['worst'][number] => row;
