import type { ForeignRow } from '../../config/importers/foreign-table.ts';
import type { ImportProblem } from '../../config/importers/import-error.ts';
import { FAILURE_REASONS } from '../../core/domain/probing.ts';
import {
  type Change,
  deviceEntity,
  type Entity,
  INDICATORS,
  type Indicator,
  linkEntity,
  parseEntity,
  STATES,
  type State,
} from '../../core/domain/state.ts';
import { quoteCell } from '../../core/text/quote-cell.ts';
import { parseTime, type TimeOptions } from '../../core/time/parse-time.ts';
import { COLUMNS, type Column, type Columns } from './find-columns.ts';

/** What one row says. */
export interface ImportRow {
  readonly row: ForeignRow;
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: State;
  readonly reason?: string;
  /** The reason in the words of the other system, where they are not ours. */
  readonly evidence?: NonNullable<Change['evidence']>;
  /** Begin of an outage, or instant of a change. */
  readonly fromMs: number;
  /** Of a change: the last look that still found the state before. */
  readonly afterMs?: number;
  /** End of an outage; absent while it lasts. */
  readonly toMs?: number;
}

export interface RowOptions extends TimeOptions {
  readonly indicator: Indicator;
  readonly nowMs: number;
  readonly isKnown: (entity: Entity) => boolean;
  /** What becomes of rows about what the inventory does not know. */
  readonly unknown: 'refuse' | 'skip';
}

export type ParsedRow =
  | { readonly kind: 'read'; readonly row: ImportRow }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'refused'; readonly problems: readonly ImportProblem[] };

/** Reads one row; every problem of it is told at once. */
export function parseRow(row: ForeignRow, columns: Columns, options: RowOptions): ParsedRow {
  const flaw = flawOf(row, columns);
  if (flaw) return refused([flaw]);

  const problems: ImportProblem[] = [];
  const refuse = (column: Column, message: string): undefined => {
    problems.push({ place: columns.placeOf(row, column), path: column, message });
  };
  const textOf = (column: Column) => columns.cellOf(row, column).text;
  const timeOf = (column: Column): number | undefined => {
    const parsed = parseTime(textOf(column), options);
    if ('said' in parsed) return refuse(column, parsed.said.en);
    if (parsed.atMs <= options.nowMs) return parsed.atMs;
    return refuse(column, `expected a time that has passed, got ${quoteCell(textOf(column))}`);
  };

  const entity = entityIn(textOf(columns.subject), columns.subject);
  if (!entity)
    refuse(
      columns.subject,
      `expected ${SUBJECTS[columns.subject]}, got ${quoteCell(textOf(columns.subject))}`,
    );
  const isOutage = columns.kind === 'outages';
  const indicator = INDICATORS.find((each) => each === (textOf('indicator') || options.indicator));
  if (!indicator)
    refuse('indicator', `expected one of ${INDICATORS.join(', ')}, got ${quoteCell(textOf('indicator'))}`);
  const state = stateIn(textOf('state'), isOutage);
  if (!state)
    refuse('state', `expected one of ${statesOf(isOutage).join(', ')}, got ${quoteCell(textOf('state'))}`);
  const fromMs = timeOf(isOutage ? 'from' : 'at');
  const toMs = isOutage && textOf('to') !== '' ? timeOf('to') : undefined;
  const afterMs = !isOutage && textOf('after') !== '' ? timeOf('after') : undefined;
  if (fromMs !== undefined && toMs !== undefined && toMs <= fromMs)
    refuse('to', `expected a time after ${quoteCell(textOf('from'))}, got ${quoteCell(textOf('to'))}`);
  if (fromMs !== undefined && afterMs !== undefined && afterMs > fromMs)
    refuse(
      'after',
      `expected a time not after ${quoteCell(textOf('at'))}, got ${quoteCell(textOf('after'))}`,
    );

  const isUnknown = entity !== undefined && !options.isKnown(entity);
  if (isUnknown && options.unknown === 'skip') return { kind: 'skipped' };
  if (isUnknown)
    refuse(
      columns.subject,
      `expected a device or link of the inventory, got ${quoteCell(textOf(columns.subject))}`,
    );
  if (problems.length > 0 || !entity || !indicator || !state || fromMs === undefined)
    return refused(problems);
  return {
    kind: 'read',
    row: {
      row,
      entity,
      indicator,
      state,
      ...reasonOf(state, textOf('reason')),
      fromMs,
      ...(afterMs === undefined ? {} : { afterMs }),
      ...(toMs === undefined ? {} : { toMs }),
    },
  };
}

const refused = (problems: readonly ImportProblem[]): ParsedRow => ({ kind: 'refused', problems });

/** A row that cannot be taken apart, or a cell of those we read that is no text. */
function flawOf(row: ForeignRow, columns: Columns): ImportProblem | undefined {
  const [first] = row.cells;
  if (first?.flaw !== undefined && row.cells.every(({ flaw }) => flaw === first.flaw))
    return { place: `${row.line}:1`, path: 'the row', message: first.flaw };
  for (const column of COLUMNS) {
    const { flaw } = columns.cellOf(row, column);
    if (flaw !== undefined) return { place: columns.placeOf(row, column), path: column, message: flaw };
  }
  return undefined;
}

const SUBJECTS = {
  entity: 'device:ID or link:ID',
  device: 'the id of a device',
  link: 'the id of a link',
} as const satisfies Readonly<Record<Columns['subject'], string>>;

function entityIn(text: string, subject: Columns['subject']): Entity | undefined {
  if (text === '') return undefined;
  const parsed = parseEntity(text);
  if (subject !== 'entity' && !parsed) return subject === 'device' ? deviceEntity(text) : linkEntity(text);
  if (!parsed || (subject !== 'entity' && parsed.kind !== subject)) return undefined;
  return parsed.kind === 'device' ? deviceEntity(parsed.id) : linkEntity(parsed.id);
}

const statesOf = (isOutage: boolean): readonly State[] =>
  isOutage ? STATES.filter((state) => state !== 'up') : STATES;

/** An outage is `down` unless it is told otherwise. */
function stateIn(text: string, isOutage: boolean): State | undefined {
  if (isOutage && text === '') return 'down';
  return statesOf(isOutage).find((state) => state === text.toLowerCase());
}

function reasonOf(state: State, text: string): Pick<ImportRow, 'reason' | 'evidence'> {
  const evidence = text === '' ? {} : { evidence: { reported: text } };
  if (state === 'up') return evidence;
  if (state === 'unknown') return { reason: 'not-measured', ...evidence };
  const known = FAILURE_REASONS.find((reason) => reason === text);
  return known ? { reason: known } : { reason: 'reported', ...evidence };
}
