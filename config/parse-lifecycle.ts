import { type LifecycleStep, STAGES, type Stage } from '../core/inventory.ts';
import { type Column, type FieldFormat, optional } from './columns.ts';
import { instant, listOf } from './field-formats.ts';
import { omitUndefined } from './omit-undefined.ts';
import type { Row } from './read-csv-table.ts';
import type { Zone } from './zone.ts';

/** Name of the column that holds the date of a stage. */
export function stageColumnName(stage: Stage): string {
  return stage.replace('-', '_');
}

interface StageDocument {
  readonly stage: Stage;
  /** Empty where only a later step of the same stage has a document. */
  readonly document: string;
}

const stageDocument: FieldFormat<StageDocument> = {
  expected: 'documents by stage such as approved=123/QĐ-UBND',
  parse: (field) => {
    const separator = field.indexOf('=');
    const name = field.slice(0, Math.max(separator, 0)).trim();
    const stage = STAGES.find((candidate) => stageColumnName(candidate) === name || candidate === name);
    return stage && { stage, document: field.slice(separator + 1).trim() };
  },
};

const onePause = 'A device may be paused several times: dates separated by |.';

export const LIFECYCLE_COLUMNS = {
  requested: optional('requested', instant, 'When it was asked for.'),
  approved: optional('approved', instant, 'When it was approved.'),
  installed: optional('installed', instant, 'When it was installed: it is watched from then on.'),
  accepted: optional('accepted', instant, 'When it was accepted: its figures count from then on.'),
  in_service: optional('in_service', instant, 'When it went into service.'),
  paused: optional('paused', listOf(instant), `When it was taken out of service for a while. ${onePause}`),
  resumed: optional('resumed', listOf(instant), 'When it came back, once for each pause that is over.'),
  retired: optional('retired', instant, 'When it was retired for good.'),
  documents: optional(
    'documents',
    listOf(stageDocument),
    'The document behind each step, in the order of the steps.',
  ),
} as const;

const STRAIGHT_COLUMNS = [
  ['requested', LIFECYCLE_COLUMNS.requested],
  ['approved', LIFECYCLE_COLUMNS.approved],
  ['installed', LIFECYCLE_COLUMNS.installed],
  ['accepted', LIFECYCLE_COLUMNS.accepted],
  ['in-service', LIFECYCLE_COLUMNS.in_service],
  ['retired', LIFECYCLE_COLUMNS.retired],
] as const;

interface DatedStage {
  readonly stage: Stage;
  readonly atMs: number;
  readonly column: Column<unknown>;
}

/** Reads the steps of a device's life in order of time, and puts dates that contradict each other on record. */
export function parseLifecycle(row: Row, zone: Zone): readonly LifecycleStep[] {
  const straight: readonly DatedStage[] = STRAIGHT_COLUMNS.flatMap(([stage, column]) => {
    const atMs = row.read(column);
    return atMs === undefined ? [] : [{ stage, atMs, column }];
  });
  const pauses = readPauses(row);
  const installed = straight.filter(({ stage }) => stage === 'installed');
  const retired = straight.filter(({ stage }) => stage === 'retired');
  refuseDisorder(row, zone, straight);
  if (pauses.length > 0) refuseDisorder(row, zone, [...installed, ...pauses, ...retired]);

  const steps = [...straight, ...pauses].sort(byTimeThenStage);
  const documents = row.read(LIFECYCLE_COLUMNS.documents) ?? [];
  return withDocuments(row, steps, documents);
}

/** Pauses and their ends by turns, as they have to follow each other. */
function readPauses(row: Row): readonly DatedStage[] {
  const paused = row.read(LIFECYCLE_COLUMNS.paused) ?? [];
  const resumed = row.read(LIFECYCLE_COLUMNS.resumed) ?? [];
  if (resumed.length !== paused.length && resumed.length !== paused.length - 1) {
    const message = `expected one date for each of ${paused.length} pauses that is over, got ${resumed.length}`;
    row.refuse(LIFECYCLE_COLUMNS.resumed, message);
  }
  return paused.flatMap((atMs, index): DatedStage[] => {
    const endMs = resumed[index];
    const pause = { stage: 'paused', atMs, column: LIFECYCLE_COLUMNS.paused } as const;
    return endMs === undefined
      ? [pause]
      : [pause, { stage: 'resumed', atMs: endMs, column: LIFECYCLE_COLUMNS.resumed }];
  });
}

function refuseDisorder(row: Row, zone: Zone, steps: readonly DatedStage[]): void {
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (!before) continue;
    // A pause that ends when it begins, or begins when the last one ends, is a mistake; installed and accepted on one day is not.
    const isStrict = [before, step].every(({ stage }) => stage === 'paused' || stage === 'resumed');
    if (step.atMs > before.atMs || (!isStrict && step.atMs === before.atMs)) continue;
    const bound = `${isStrict ? 'after' : 'on or after'} ${before.column.name} (${zone.renderInstant(before.atMs)})`;
    row.refuse(step.column, `expected a date ${bound}, got ${JSON.stringify(zone.renderInstant(step.atMs))}`);
  }
}

function byTimeThenStage(a: DatedStage, b: DatedStage): number {
  return a.atMs - b.atMs || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
}

function withDocuments(
  row: Row,
  steps: readonly DatedStage[],
  documents: readonly StageDocument[],
): readonly LifecycleStep[] {
  const remaining = [...documents];
  const dated = steps.map(({ stage, atMs }) => {
    const index = remaining.findIndex((candidate) => candidate.stage === stage);
    const [taken] = index < 0 ? [] : remaining.splice(index, 1);
    return omitUndefined({ stage, atMs, document: taken?.document || undefined });
  });
  for (const { stage } of remaining) {
    const message = `expected a date in ${stageColumnName(stage)} for each of its documents, got none`;
    row.refuse(LIFECYCLE_COLUMNS.documents, message);
  }
  return dated;
}
