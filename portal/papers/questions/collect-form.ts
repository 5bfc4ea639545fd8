import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { collectForms } from '../../../plan/actions/collect-forms.ts';
import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import { countFindings } from '../../../plan/forms/reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../../../plan/forms/reading/form-flaw.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { yearOf } from './plan-forms.ts';
import { inPrivateFolder } from './write-form.ts';

interface SentForm {
  readonly year: number;
  /** As whoever sent it called it: for people, and never a path. */
  readonly name: string;
  readonly content: Uint8Array;
  /** When it came in, where that was before now. */
  readonly receivedMs?: number | undefined;
}

/** What became of a form that was handed in. */
export interface CollectedForm {
  readonly name: string;
  readonly outcome: 'recorded' | 'unchanged' | 'refused';
  readonly unit?: string | undefined;
  readonly flaws: readonly FormFlaw[];
  readonly flawCount: number;
  readonly notes: readonly FormNote[];
  readonly counts: Readonly<Record<string, number>>;
  /** Devices and contracts that it hands over: whoever may write the configuration takes them over. */
  readonly handovers: number;
}

/** Hands in a form: all of it, or nothing where something is wrong with it. An agency hands in its own alone. */
export async function collectFormFor(context: PaperContext, sent: SentForm): Promise<CollectedForm> {
  const plan = await context.openPlan();
  const [year, unit] = [yearOf(plan, sent.year), agencyOf(context.who.scope)];
  return await collectContent(context, { ...sent, plan, year, unit });
}

interface CollectedContent extends SentForm {
  readonly plan: OpenPlan;
  /** Whose it must be; absent: of anybody. */
  readonly unit: string | undefined;
}

/** The one way in: what was filled in on a page comes as the same file. */
export async function collectContent(
  { who, nowMs }: Pick<PaperContext, 'who' | 'nowMs'>,
  { plan, year, unit, name, content, receivedMs }: CollectedContent,
): Promise<CollectedForm> {
  const { signal: stop } = new AbortController();
  return await inPrivateFolder(async (folder) => {
    const path = join(folder, safeName(name));
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
    const work = { plan, author: who.account, stop, onProgress: () => undefined, nowMs: () => nowMs };
    const { forms, handovers } = await collectForms(work, {
      ...{ year, places: [path], faulty: 'leave', handovers: 'leave' },
      ...(unit !== undefined && { unit }),
      ...(receivedMs !== undefined && { receivedMs }),
    });
    const [{ form, outcome } = { form: undefined, outcome: 'refused' as const }] = forms;
    const { flaws = [], notes = [], counts = {} } = form?.submission ?? {};
    return {
      ...{
        name: safeName(name),
        outcome: outcome === 'planned' ? 'recorded' : outcome,
        unit: form?.unit?.id,
      },
      ...{ flaws, flawCount: countFindings(flaws), notes, counts, handovers: handovers.length },
    };
  });
}

/** A name that stays in its folder and is no hidden file, whatever a browser sent. */
function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[. ]+/, '');
  const short = [...last].slice(-100).join('');
  return short === '' ? 'form.xlsx' : short;
}
