import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import { FormsError } from './forms-error.ts';

export interface FormFiles {
  readonly files: readonly string[];
  /** Names in a folder that are no spreadsheets. */
  readonly passedOver: readonly string[];
}

/** The forms at these places: a folder means the spreadsheets in it. @throws FORMS_REFUSED where a place is not there. */
export async function listFormFiles(places: readonly string[]): Promise<FormFiles> {
  const files: string[] = [];
  const passedOver: string[] = [];
  for (const place of places) {
    if (!(await isFolder(place))) {
      files.push(place);
      continue;
    }
    for (const entry of (await readdir(place, { withFileTypes: true })).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      // What Excel and editors leave beside a file that is open.
      if (/^(~\$|\.)/.test(entry.name)) continue;
      const path = join(place, entry.name);
      if (!entry.isDirectory() && SPREADSHEET.test(entry.name)) files.push(path);
      else passedOver.push(path);
    }
  }
  if (files.length === 0)
    throw new FormsError('FORMS_REFUSED', {
      en: `${places.map(showUntrusted).join(', ')}: expected forms (.xlsx), got none`,
      vi: `${places.map(showUntrusted).join(', ')}: cần biểu mẫu (.xlsx), không có tệp nào`,
    });
  return { files: [...new Set(files)], passedOver };
}

const SPREADSHEET = /\.(xlsx|xlsm|xls|xlsb|ods)$/i;

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    const got = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new FormsError('FORMS_REFUSED', {
      en: `${showUntrusted(place)}: expected a form or a folder of forms, got ${got}`,
      vi: `${showUntrusted(place)}: cần một biểu mẫu hoặc thư mục biểu mẫu, nhận được ${got}`,
    });
  }
}
