import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { besidePath } from '../../core/domain/record-place.ts';
import { PRIVATE_FOLDER_MODE } from '../../core/host/private-files.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { FormsError } from '../collecting/forms-error.ts';
import type { FormDraft } from './form-draft.ts';

const MAKE = 1;

interface KeptDraft {
  readonly make: number;
  readonly draft: FormDraft;
}

type Whose = Pick<FormDraft, 'unit' | 'year'>;

/** As much as the cells of a form may hold: a unit of 38,000 devices types 4 cells for each. */
const MOST_BYTES = 60_000_000;

/** Drafts of forms, each a file beside the ledger that is written whole: nothing on record rests on them. */
export function openKeptDrafts(ledgerPath: string) {
  const folder = `${besidePath(ledgerPath)}.drafts`;
  const pathOf = ({ unit, year }: Whose) =>
    join(folder, `${hash('sha256', `${unit}\n${year}`, 'hex').slice(0, 32)}.json`);
  return {
    /** As it lies there: whoever has read the same text before need not read what it says again. @throws FORMS_REFUSED */
    readText: (whose: Whose): string | undefined => readText(pathOf(whose)),
    /** @throws FORMS_REFUSED where it cannot be read: what somebody typed is not begun anew over it. */
    parse: (text: string, whose: Whose): FormDraft => {
      const kept = parseKept(text);
      if (kept?.make !== MAKE || kept.draft.unit !== whose.unit || kept.draft.year !== whose.year)
        throw unreadable(pathOf(whose));
      return kept.draft;
    },
    /** What lies there then. @throws FORMS_REFUSED where it is too large. */
    write: (draft: FormDraft): string => {
      const text = JSON.stringify({ make: MAKE, draft } satisfies KeptDraft);
      if (text.length > MOST_BYTES) throw tooLarge();
      mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
      writeWholeFile(pathOf(draft), text);
      return text;
    },
    remove: (whose: Whose): void => rmSync(pathOf(whose), { force: true }),
  };
}

export type KeptDrafts = ReturnType<typeof openKeptDrafts>;

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path);
  }
}

function parseKept(text: string): KeptDraft | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unreadable = (path: string) =>
  new FormsError('FORMS_REFUSED', {
    en: `the draft cannot be read: an administrator finds it at ${path}`,
    vi: `không đọc được bản nháp: quản trị viên tìm thấy tệp tại ${path}`,
  });

const tooLarge = () =>
  new FormsError('FORMS_REFUSED', {
    en: 'the draft holds more than a form may: fill in the rest as XLSX',
    vi: 'bản nháp vượt quá mức của một biểu mẫu: hãy điền phần còn lại bằng XLSX',
  });
