import { type LifecycleStep, STAGES, type Stage } from '../../core/domain/inventory.ts';
import type { Zone } from '../../core/time/zone.ts';
import { type Column, type FieldFormat, optional } from '../files/columns.ts';
import type { Row } from '../files/csv-table-format.ts';
import { instant, listOf } from '../files/field-formats.ts';

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

const COLUMN_OF: Readonly<Record<Stage, Column<unknown>>> = {
  ...LIFECYCLE_COLUMNS,
  'in-service': LIFECYCLE_COLUMNS.in_service,
};

/** Reads the steps of a device's life in order of time, and puts dates that contradict each other on record. */
export function parseLifecycle(row: Row, zone: Zone): readonly LifecycleStep[] {
  const straight: LifecycleStep[] = [];
  for (const [stage, column] of STRAIGHT_COLUMNS) {
    const atMs = row.read(column);
    if (atMs !== undefined) straight.push({ stage, atMs });
  }
  refuseDisorder(row, zone, straight);
  const steps = withPauses(row, zone, straight);
  const documents = row.read(LIFECYCLE_COLUMNS.documents);
  return documents ? withDocuments(row, steps, documents) : steps;
}

/** Pauses and their ends follow each other by turns, between installation and retirement. */
function withPauses(row: Row, zone: Zone, straight: readonly LifecycleStep[]): readonly LifecycleStep[] {
  // Most devices were never paused, and there are 100,000 of them.
  if (!row.has(LIFECYCLE_COLUMNS.paused) && !row.has(LIFECYCLE_COLUMNS.resumed)) return straight;
  const paused = row.read(LIFECYCLE_COLUMNS.paused) ?? [];
  const resumed = row.read(LIFECYCLE_COLUMNS.resumed) ?? [];
  if (resumed.length !== paused.length && resumed.length !== paused.length - 1) {
    const message = `expected one date for each of ${paused.length} pauses that is over, got ${resumed.length}`;
    row.refuse(LIFECYCLE_COLUMNS.resumed, message);
  }
  const pauses = paused.flatMap((atMs, index): LifecycleStep[] => {
    const endMs = resumed[index];
    const pause = { stage: 'paused', atMs } as const;
    return endMs === undefined ? [pause] : [pause, { stage: 'resumed', atMs: endMs }];
  });
  const installed = straight.filter(({ stage }) => stage === 'installed');
  const retired = straight.filter(({ stage }) => stage === 'retired');
  refuseDisorder(row, zone, [...installed, ...pauses, ...retired]);
  return [...straight, ...pauses].sort(byTimeThenStage);
}

function refuseDisorder(row: Row, zone: Zone, steps: readonly LifecycleStep[]): void {
  for (let index = 1; index < steps.length; index++) {
    const before = steps[index - 1];
    const step = steps[index];
    if (!before || !step || step.atMs > before.atMs) continue;
    // A pause that ends when it begins, or begins when the last one ends, is a mistake; installed and accepted on one day is not.
    const isStrict = isOfPause(before) && isOfPause(step);
    if (!isStrict && step.atMs === before.atMs) continue;
    const bound = `${isStrict ? 'after' : 'on or after'} ${stageColumnName(before.stage)} (${zone.renderInstant(before.atMs)})`;
    const got = JSON.stringify(zone.renderInstant(step.atMs));
    row.refuse(COLUMN_OF[step.stage], `expected a date ${bound}, got ${got}`);
  }
}

function isOfPause({ stage }: LifecycleStep): boolean {
  return stage === 'paused' || stage === 'resumed';
}

function byTimeThenStage(a: LifecycleStep, b: LifecycleStep): number {
  return a.atMs - b.atMs || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
}

/** The first document of a stage belongs to its first step, the second to its second. */
function withDocuments(
  row: Row,
  steps: readonly LifecycleStep[],
  documents: readonly StageDocument[],
): readonly LifecycleStep[] {
  const documented = [...steps];
  const taken = new Set<number>();
  for (const { stage, document } of documents) {
    const index = documented.findIndex((step, position) => step.stage === stage && !taken.has(position));
    const step = documented[index];
    if (!step) {
      const message = `expected a date in ${stageColumnName(stage)} for each of its documents, got none`;
      row.refuse(LIFECYCLE_COLUMNS.documents, message);
      continue;
    }
    taken.add(index);
    if (document !== '') documented[index] = { ...step, document };
  }
  return documented;
}
