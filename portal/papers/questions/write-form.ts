import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeForms } from '../../../plan/actions/write-forms.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { yearOf } from './plan-forms.ts';

interface AskedForm {
  readonly year: number;
  /** Whose; of whoever stands for an agency it is that one. */
  readonly unit: string;
}

/** The form of a unit to fill in, with what is on record of it. @throws PAPER_UNKNOWN, FORMS_REFUSED */
export async function writeFormFor(
  { openPlan, who }: PaperContext,
  { year: wanted, unit }: AskedForm,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const own = agencyOf(who.scope);
  if (own !== undefined && unit !== own) throw noSuch('form', 'biểu mẫu', unit);
  const plan = await openPlan();
  const year = yearOf(plan, wanted);
  const { signal: stop } = new AbortController();
  return await inPrivateFolder(async (out) => {
    const { forms } = await writeForms(
      { plan, stop, onProgress: () => undefined },
      { year, unit: [unit], out },
    );
    const [form] = forms;
    if (!form) throw noSuch('form', 'biểu mẫu', unit);
    return { name: `${form.agency}-${year}.xlsx`, content: await readFile(form.file) };
  });
}

/** A folder that nobody else may read, for the time of `work`. */
export async function inPrivateFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-form-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
