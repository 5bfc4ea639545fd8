import { openDecisions } from '../../ledger/sqlite/writing/open-decisions.ts';
import { buildLists } from '../forms/form-lists.ts';
import { collectHandovers } from './collect-handovers.ts';
import { applyEdit, finishEdit } from './edit-config.ts';
import type { FormsContext } from './forms-context.ts';
import { FormsError } from './forms-error.ts';
import { type JudgedForm, judgeForms } from './judge-forms.ts';
import type { NewHandover } from './judge-handovers.ts';
import { readSubmitted, type SubmittedFile } from './read-submitted.ts';
import { recordForm } from './record-form.ts';

export interface CollectOptions {
  readonly config: string;
  readonly author: string;
  readonly isDryRun: boolean;
  /** When they came in, where that is not now. */
  readonly receivedMs: number;
  readonly nowMs: () => number;
  readonly stop: AbortSignal;
  readonly onProgress: (doneForms: number, totalForms: number) => void;
}

/** What became of a form: `planned` is `recorded` of a dry run. */
export interface FormOutcome {
  readonly form: JudgedForm;
  readonly outcome: 'recorded' | 'planned' | 'unchanged' | 'refused';
  /** Rows of the ledger that it gave, or would give. */
  readonly rows: number;
}

export interface CollectOutcome {
  readonly forms: readonly FormOutcome[];
  readonly handovers: readonly NewHandover[];
  /** Files of the configuration folder that they change. */
  readonly changedFiles: readonly string[];
}

/**
 * Reads forms back and puts the sound ones on record, each whole or not at all; a form with flaws keeps no other one out. What
 * they hand over is written to the configuration folder after that, so that collecting the same forms again completes it.
 */
export async function collectForms(
  context: FormsContext,
  paths: readonly string[],
  options: CollectOptions,
): Promise<CollectOutcome> {
  const { stop, onProgress, isDryRun, config } = options;
  if (!isDryRun) await finishEdit(config);
  const lists = buildLists({ agencies: [...context.agencies.values()], tasks: context.state.tasks });
  const files: SubmittedFile[] = [];
  for (const path of paths) {
    stop.throwIfAborted();
    files.push(await readSubmitted(path, lists));
    onProgress(files.length, paths.length);
  }
  const { forms, handovers, edit } = await collectHandovers(config, judgeForms(files, context));
  const outcomes = recordForms(forms, context, options);
  if (!isDryRun && edit.size > 0) await applyEdit(config, edit).catch(tellWhatIsRecorded);
  return { forms: outcomes, handovers, changedFiles: [...edit.keys()] };
}

/** Whoever reads only that a file failed would not know that half of the work is done. */
function tellWhatIsRecorded(error: unknown): never {
  if (!(error instanceof FormsError)) throw error;
  throw new FormsError(error.code, {
    en: `${error.said.en}; the forms are on record, what they hand over is not written yet: collect them again`,
    vi: `${error.said.vi}; các biểu mẫu đã được ghi sổ, phần chuyển giao chưa được ghi: hãy thu lại`,
  });
}

function recordForms(
  forms: readonly JudgedForm[],
  context: FormsContext,
  { author, nowMs, isDryRun, receivedMs, stop }: CollectOptions,
): readonly FormOutcome[] {
  const fresh = forms.filter(isFresh(forms));
  const decisions =
    isDryRun || fresh.length === 0 ? undefined : openDecisions(context.path, { author, nowMs });
  try {
    return forms.map((form): FormOutcome => {
      stop.throwIfAborted();
      if (form.submission.flaws.length > 0) return { form, outcome: 'refused', rows: 0 };
      if (!fresh.includes(form)) return { form, outcome: 'unchanged', rows: 0 };
      if (!decisions) return { form, outcome: 'planned', rows: form.submission.steps.length + 1 };
      return { form, outcome: 'recorded', rows: recordForm(decisions, context, form, receivedMs) };
    });
  } finally {
    decisions?.close();
  }
}

/** Sound, and neither on record as it is nor here twice. */
const isFresh = (forms: readonly JudgedForm[]) => (form: JudgedForm, index: number) =>
  form.submission.flaws.length === 0 &&
  form.last?.content !== form.content &&
  forms.findIndex(({ unit, content }) => unit?.id === form.unit?.id && content === form.content) === index;
