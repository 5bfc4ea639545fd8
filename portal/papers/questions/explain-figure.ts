import { explainFigure } from '../../../contracts/actions/statements/explain-figure.ts';
import type { ExplainedPart, Explanation } from '../../../contracts/statements/explain.ts';
import type { RecordedChange } from '../../../ledger/record/changes.ts';
import { namesOnRecord } from '../../../reports/statement/names-on-record.ts';
import { expectStatement, type StatementAsked } from '../expect-statement.ts';
import type { PaperContext } from '../paper-context.ts';

export interface ExplanationAsked extends StatementAsked {
  /** `device:ID` or `link:ID`. */
  readonly entity: string;
}

export interface ExplanationRead {
  /** Without what is shown by none of its lists. */
  readonly explanation: Explanation;
  /** How many outages and stretches of time each part has. */
  readonly counts: readonly { readonly outages: number; readonly stretches: number }[];
  readonly name?: string;
  readonly place?: string;
  /** What is on record of it in the period, and what was in force before. */
  readonly rows: readonly (RecordedChange & { readonly hash: string })[];
  /** How many there are, shown or not. */
  readonly rowCount: number;
  /** Whether figures were sealed of the period; it is explained as of then. */
  readonly isSealed: boolean;
}

const MOST_OUTAGES = 100;
const MOST_STRETCHES = 500;
const MOST_ROWS = 300;

/** Why the figures of a device or link are what they are. @throws PAPER_UNKNOWN, STATEMENT_UNKNOWN, LEDGER_UNKNOWN */
export function explainFigureFor(
  context: PaperContext,
  { entity, ...asked }: ExplanationAsked,
): ExplanationRead {
  const { life, period, statements } = expectStatement(context, asked);
  const which = { contract: asked.contract, period: period.label };
  const explanation = explainFigure(statements, { ...which, name: entity });
  const { entities, places } = namesOnRecord(statements, [explanation.entity], period.toMs - 1);
  const [name, place] = [entities.get(explanation.entity), places.get(explanation.entity)];
  return {
    explanation: { ...explanation, parts: explanation.parts.map(pick) },
    counts: explanation.parts.map(({ outages, stretches }) => ({
      outages: outages.length,
      stretches: stretches.length,
    })),
    ...rowsOf(context, explanation),
    ...(name !== undefined && { name }),
    ...(place !== undefined && { place }),
    isSealed: life.latest !== undefined,
  };
}

/** Those of the indicators that count, corrections too. */
function rowsOf(
  { reader }: PaperContext,
  { entity, period, asOfMs, parts }: Explanation,
): Pick<ExplanationRead, 'rows' | 'rowCount'> {
  const indicators = new Set(parts.map(({ terms }) => terms.indicator));
  const rows = [...indicators].flatMap((indicator) => {
    const before = reader.changeBefore(entity, indicator, period.fromMs);
    const toMs = Math.min(period.toMs, asOfMs);
    const inPeriod = reader.changes({ entity, indicator, fromMs: period.fromMs, toMs, corrected: 'include' });
    return [...(before ? [before] : []), ...inPeriod];
  });
  const shown = rows.slice(0, MOST_ROWS);
  const hashes = new Map(
    reader
      .rowHashes(
        'change',
        shown.map(({ seq }) => seq),
      )
      .map(({ seq, hash }) => [seq, hash]),
  );
  return { rows: shown.map((row) => ({ ...row, hash: hashes.get(row.seq) ?? '' })), rowCount: rows.length };
}

const pick = (part: ExplainedPart): ExplainedPart => ({
  ...part,
  figures: { ...part.figures, segments: [], outages: [], refused: [] },
  outages: part.outages.slice(0, MOST_OUTAGES),
  stretches: part.stretches.slice(0, MOST_STRETCHES),
});
