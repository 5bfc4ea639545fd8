import { isMissing } from '../../figures/document/figure-parts.ts';
import type { Availability } from '../../figures/document/measured-figures.ts';
import { headlineIndicator } from './headline-indicator.ts';
import type { ReportContext } from './report-context.ts';

type AgencyRow = Availability & { readonly id: string; readonly name?: string | undefined };

/** Agencies in office by their cameras, the lowest first: those of which too little is known, and what has no owner, are left out. */
export function rankAgencies({
  sections,
  document,
}: Pick<ReportContext, 'sections' | 'document'>): readonly AgencyRow[] {
  const { availability, movement } = sections;
  if (isMissing(availability)) return [];
  const ended = new Set(
    isMissing(movement)
      ? []
      : movement.agency.flatMap(({ id, endedMs }) => (endedMs === undefined ? [] : [id])),
  );
  const rows = availability.indicators[headlineIndicator(sections)]?.camera?.agency ?? [];
  return rows
    .filter(
      (row) => row.id !== 'none' && !ended.has(row.id) && isKnown(row, document.given.minimumCoveragePpm),
    )
    .toSorted(lowestFirst);
}

const sumsOf = ({ measured: { upMs, degradedMs, downMs, unknownMs } }: AgencyRow) => ({
  goodMs: upMs + degradedMs,
  knownMs: upMs + degradedMs + downMs,
  allMs: upMs + degradedMs + downMs + unknownMs,
});

function isKnown(row: AgencyRow, leastPpm: number): boolean {
  const { knownMs, allMs } = sumsOf(row);
  return knownMs > 0 && knownMs * 1_000_000 >= leastPpm * allMs;
}

/** Compared exactly; ties by id. */
function lowestFirst(a: AgencyRow, b: AgencyRow): number {
  const [one, other] = [sumsOf(a), sumsOf(b)];
  const left = BigInt(one.goodMs) * BigInt(other.knownMs);
  const right = BigInt(other.goodMs) * BigInt(one.knownMs);
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
