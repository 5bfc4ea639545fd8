import { join } from 'node:path';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { toJson } from '../../core/text/to-json.ts';
import { renderDocx } from '../../documents/docx/render-docx.ts';
import { type FontFiles, loadFontFiles } from '../../documents/fonts/font-files.ts';
import { renderPdf } from '../../documents/pdf/render-pdf.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { LetterSent } from '../state/plan-step.ts';
import { readPlanState } from '../state/read-plan-state.ts';
import { buildUrgingLetter } from './build-urging-letter.ts';
import { type LateUnit, lateUnits } from './late-units.ts';
import { missingItems } from './missing-items.ts';
import type { RemindedCity, RemindOptions } from './remind.ts';

export const LETTER_FORMATS = ['docx', 'pdf'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];

export interface LetterOptions extends RemindOptions {
  /** A folder that exists. Absent: nothing is written. */
  readonly out?: string;
  readonly formats: readonly LetterFormat[];
  /** Also to units that have a letter on record. */
  readonly again: boolean;
  readonly author: string;
  readonly nowMs: () => number;
}

/** A letter to one unit; `before`: it has one on record, and another was not asked for. */
export interface LetterOutcome {
  readonly late: LateUnit;
  readonly outcome: 'written' | 'planned' | 'before';
  readonly files: readonly string[];
  /** Row of the ledger. */
  readonly row?: number;
}

/** Writes a letter to each unit that is late, keeps a copy beside the ledger and puts it on record. */
export async function writeLetters(
  city: RemindedCity,
  options: LetterOptions,
): Promise<readonly LetterOutcome[]> {
  const { plan, inventory, zone, reader } = city;
  const { atMs, by, again, onProgress } = options;
  const state = readPlanState(plan, reader.decisions('plan_step'), {
    zone,
    nowMs: atMs,
    agencies: inventory.agencies,
  });
  const written = new Set(state.letters.map(({ id }) => `letter:${id}`));
  const late = lateUnits(state, inventory.agencies).filter(
    ({ rule }) => by === undefined || rule.from === by,
  );
  const fonts = await loadFontFiles();
  const outcomes: LetterOutcome[] = [];
  for (const unit of late) {
    onProgress?.(outcomes.length, late.length);
    if (written.has(unit.id) && !again) outcomes.push({ late: unit, outcome: 'before', files: [] });
    else if (options.out === undefined) outcomes.push({ late: unit, outcome: 'planned', files: [] });
    else outcomes.push(await writeOne(city, state, unit, { ...options, out: options.out, fonts }));
  }
  return outcomes;
}

async function writeOne(
  city: RemindedCity,
  state: PlanState,
  late: LateUnit,
  {
    out,
    fonts,
    formats,
    author,
    nowMs,
    atMs,
  }: LetterOptions & { readonly out: string; readonly fonts: FontFiles },
): Promise<LetterOutcome> {
  const { plan, inventory, zone, store } = city;
  const { agency, year, rule } = late;
  const letter = buildUrgingLetter({
    late,
    definition: plan,
    missing: missingItems(state, agency, year),
    remindedDates: state.reminders
      .filter((reminder) => reminder.agency === agency.id && reminder.deadlineDate === year.unitsDeadlineDate)
      .map(({ recorded }) => zone.dayAt(recorded.recordedMs).date)
      .sort(),
    from: inventory.agencies.get(rule.from)?.name ?? rule.from,
    asOfDate: state.asOfDate,
    asOfMs: atMs,
  });
  const files: string[] = [];
  for (const format of formats) {
    const file = join(out, `don-doc-${agency.id}-${year.unitsDeadlineDate}.${format}`);
    writeLetter(file, format === 'docx' ? await renderDocx(letter, fonts) : await renderPdf(letter, fonts));
    files.push(file);
  }
  const attachments = files.map((file) => storeAttachment(store.path, file));
  const body: LetterSent = {
    agency: agency.id,
    deadline: year.unitsDeadlineDate,
    from: rule.from,
    files: attachments,
  };
  using pen = store.openDecisions({ author, nowMs });
  const { id } = late;
  const { seq } = pen.append('plan_step', { id, action: 'sent', body: toJson(body) }, undefined, { id });
  return { late, outcome: 'written', files, row: seq };
}

function writeLetter(file: string, bytes: Uint8Array): void {
  try {
    writeWholeFile(file, bytes);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new PlanError(
      'PLAN_REFUSED',
      {
        en: `${file}: expected a file that can be written, got: ${got}`,
        vi: `${file}: cần tệp ghi được, nhận được: ${got}`,
      },
      { cause: error },
    );
  }
}
