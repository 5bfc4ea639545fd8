import { z } from 'zod';
import type { Change } from '../../core/domain/state.ts';
import { parseJson } from '../../core/text/parse-json.ts';
import { quoteCell } from '../../core/text/quote-cell.ts';
import { clip } from '../../core/time/intervals.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';
import type { ExportContent } from '../../ledger/record/exports.ts';
import type { NamedProfile } from '../../ledger/record/profiles.ts';
import type { RecordedRevision } from '../../ledger/record/revisions.ts';
import { type CheckCoverage, createCheckCoverage } from '../sums/check-coverage.ts';
import { buildCheckIntervals } from '../timelines/check-intervals.ts';
import type { RowOptions } from './parse-row.ts';
import type { ImportPlan } from './plan-import.ts';

/**
 * Makes an import of what another camwatch exported: its changes, for which it vouches where it watched, from the first
 * change of each indicator on.
 */
export function planExport(
  { changes, coverage, revisions, problems }: ExportContent,
  { isKnown, unknown }: Pick<RowOptions, 'isKnown' | 'unknown'>,
): ImportPlan {
  const known = changes.filter(({ change }) => isKnown(change.entity));
  const unknownRows = changes.filter(({ change }) => !isKnown(change.entity));
  const refused = unknown === 'refuse' ? unknownRows : [];
  const covered = createCheckCoverage(coverage, () =>
    buildCheckIntervals({
      profilesOfDevices: revisions.filter(({ kind }) => kind === 'device').map(profileIn),
      revisions: revisions.filter(({ kind }) => kind !== 'device'),
    }),
  );
  const histories = [...Map.groupBy(known, ({ change }) => `${change.entity} ${change.indicator}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => inOrderOfTime(rows.map(({ change }) => change)));
  return {
    changes: histories.flatMap((history) => history.map(changeOf)),
    coverage: histories.flatMap((history) => coverageOf(history, covered)),
    problems: [
      ...problems.map(({ line, message }) => ({ place: `${line}:1`, path: 'the row', message })),
      ...refused.map(({ line, change }) => ({
        place: `${line}:1`,
        path: 'entity',
        message: `expected a device or link of the inventory, got ${quoteCell(change.entity)}`,
      })),
    ],
    rows: changes.length,
    skippedRows: unknown === 'skip' ? unknownRows.length : 0,
    duplicateRows: 0,
    entities: new Set(known.map(({ change }) => change.entity)).size,
  };
}

const DeviceBody = z.looseObject({ profile: z.string().optional() });

function profileIn({ body, ...revision }: RecordedRevision): NamedProfile {
  const { profile } = body === undefined ? {} : DeviceBody.parse(parseJson(body));
  return { ...revision, ...(profile !== undefined && { profile }) };
}

const inOrderOfTime = (changes: readonly RecordedChange[]) =>
  changes.toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq);

function changeOf({ entity, indicator, state, reason, afterMs, atMs, evidence }: RecordedChange): Change {
  return {
    entity,
    indicator,
    state,
    ...(reason === undefined ? {} : { reason }),
    afterMs,
    atMs,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

function coverageOf(history: readonly RecordedChange[], covered: CheckCoverage): ImportPlan['coverage'] {
  const [first] = history;
  if (!first) return [];
  const { entity, indicator, atMs } = first;
  const { coverage } = covered.of(entity, indicator);
  return clip(coverage, { fromMs: atMs, toMs: Number.MAX_SAFE_INTEGER }).map((interval) => ({
    entity,
    indicator,
    ...interval,
  }));
}
