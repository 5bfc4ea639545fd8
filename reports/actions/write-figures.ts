import { z } from 'zod';
import { handOut } from '../../contracts/statements/hand-out.ts';
import { HandedTo } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { FiguresQuestion, makeFigures } from './make-figures.ts';
import { recordReport, unwritable } from './record-report.ts';
import type { ReportContext } from './report-context.ts';
import { expectFree } from './write-report.ts';

/** The sealed figures of a report alone, and the file to write them to. */
export const WriteFigures = FiguresQuestion.extend({
  to: HandedTo,
  /** Absent: no file is written, and nothing handed out. */
  out: z.string().optional().meta({ value: 'file' }).describe('file to write (default: print them)'),
  force: z.boolean().default(false).describe('write over a file that is there'),
});

export interface WrittenFigures {
  readonly figures: FiguresFile;
  /** Why no ledger knows the file. */
  readonly unrecorded?: LedgerError;
}

/** Computes and seals the figures of a report, without a document. @throws INPUT_INVALID, REPORT_FILE and what {@link makeFigures} throws. */
export async function writeFigures(
  context: ReportContext,
  input: z.input<typeof WriteFigures>,
): Promise<WrittenFigures> {
  const { out, force, to, ...question } = parseInput(WriteFigures, input);
  if (out !== undefined && !force) expectFree(out);
  const figures = await makeFigures(context, question);
  if (out === undefined) return { figures };
  let unrecorded: LedgerError | undefined;
  handOut([{ path: out, format: 'json', bytes: figures.text }], {
    record: (files, contents) => {
      unrecorded = recordReport(context, { figures, files, contents, to, isWrittenAgain: false });
    },
    unwritable,
  });
  return { figures, ...(unrecorded && { unrecorded }) };
}
