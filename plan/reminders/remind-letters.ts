import { join } from 'node:path';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { toJson } from '../../core/text/to-json.ts';
import { renderDocx } from '../../documents/docx/render-docx.ts';
import { type FontFiles, loadFontFiles } from '../../documents/fonts/font-files.ts';
import { renderPdf } from '../../documents/pdf/render-pdf.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanState } from '../state/plan-state.ts';
import { readPlanState } from '../state/read-plan-state.ts';
import { buildLetter, letterGroups, letterName, sentTo } from './letters.ts';
import type { RemindedCity, RemindOptions } from './remind.ts';
import { type UrgedUnit, urgedUnits } from './urged-units.ts';

export const LETTER_FORMATS = ['docx', 'pdf'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];

export interface LetterOptions extends RemindOptions {
  /** A folder that exists. Absent: nothing is written. */
  readonly out?: string;
  readonly formats: readonly LetterFormat[];
  /** Also to units that have a letter on record. */
  readonly again: boolean;
  /** One letter to all of them, in place of one each. */
  readonly together: boolean;
  readonly author: string;
  readonly nowMs: () => number;
}

/** A letter to one unit; `before`: it has one on record, and another was not asked for. */
export interface LetterOutcome {
  readonly unit: UrgedUnit;
  readonly outcome: 'written' | 'planned' | 'before';
  readonly files: readonly string[];
  /** Row of the ledger. */
  readonly row?: number;
}

/** Writes a letter to each unit that is urged, or one to all, keeps a copy beside the ledger and puts it on record. */
export async function writeLetters(
  city: RemindedCity,
  options: LetterOptions,
): Promise<readonly LetterOutcome[]> {
  const { plan, inventory, zone, reader } = city;
  const { atMs, by, again, together, out, onProgress } = options;
  const state = readPlanState(plan, reader.decisions('plan_step'), {
    zone,
    nowMs: atMs,
    agencies: inventory.agencies,
  });
  const written = new Set(state.letters.map(({ id }) => `letter:${id}`));
  const units = urgedUnits(state, inventory.agencies).filter(
    ({ rule }) => by === undefined || rule.from === by,
  );
  const wanted = units.filter(({ id }) => again || !written.has(id));
  const done = new Map<UrgedUnit, LetterOutcome>();
  const letters = out === undefined ? [] : letterGroups(wanted, { together });
  const writing = { ...options, out: out ?? '', fonts: await loadFontFiles() };
  for (const [index, group] of letters.entries()) {
    onProgress?.(index, letters.length);
    for (const outcome of await writeOne(city, state, group, writing)) done.set(outcome.unit, outcome);
  }
  return units.map(
    (unit) => done.get(unit) ?? { unit, outcome: wanted.includes(unit) ? 'planned' : 'before', files: [] },
  );
}

type Writing = LetterOptions & { readonly out: string; readonly fonts: FontFiles };

async function writeOne(
  city: RemindedCity,
  state: PlanState,
  units: readonly UrgedUnit[],
  { out, fonts, formats, author, nowMs, ...options }: Writing,
): Promise<readonly LetterOutcome[]> {
  const { store } = city;
  const letter = buildLetter(city, state, units, options);
  const files: string[] = [];
  for (const format of formats) {
    const file = join(out, `${letterName(units, options)}.${format}`);
    writeLetter(file, format === 'docx' ? await renderDocx(letter, fonts) : await renderPdf(letter, fonts));
    files.push(file);
  }
  const attachments = files.map((file) => ({ ...storeAttachment(store.path, file) }));
  using pen = store.openDecisions({ author, nowMs });
  const steps = units.map((unit) => ({
    id: unit.id,
    action: 'sent',
    body: toJson(sentTo(unit, attachments)),
  }));
  const rows = pen.appendAll('plan_step', steps);
  return units.map((unit, index) => {
    const row = rows[index]?.seq;
    return { unit, outcome: 'written', files, ...(row !== undefined && { row }) };
  });
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
