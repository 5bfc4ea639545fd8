import { z } from 'zod';
import { DayOrInstant } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { collectHandovers } from '../collecting/collect-handovers.ts';
import { applyEdit, finishEdit } from '../collecting/edit-config.ts';
import { type FormOutcome, formStanding, type UnitStanding } from '../collecting/form-standing.ts';
import { buildFormsContext, type FormsContext } from '../collecting/forms-context.ts';
import { FormsError } from '../collecting/forms-error.ts';
import { type JudgedForm, judgeForms } from '../collecting/judge-forms.ts';
import { listFormFiles } from '../collecting/list-form-files.ts';
import type { NewHandover } from '../collecting/new-handover.ts';
import { readSubmitted, type SubmittedFile } from '../collecting/read-submitted.ts';
import { isFileKnown, recordFaultyForm } from '../collecting/record-faulty-form.ts';
import { recordForm } from '../collecting/record-form.ts';
import { buildLists } from '../forms/form-lists.ts';
import { type LongWork, type PlanAct, ReportYearNumber } from './plan-act.ts';

/** Which forms of which year, and when they came in. */
export const CollectForms = z.object({
  places: z.array(z.string()).describe('forms, or folders of forms'),
  year: ReportYearNumber,
  receivedMs: DayOrInstant.optional().describe(
    'when they came in, where that was before now: it says whether they are late',
  ),
  dryRun: z.boolean().default(false).describe('record and write nothing; only show what would be'),
  /** Whose they must be: of anybody else's nothing is taken. */
  unit: z.string().optional(),
  /** Of one with flaws it is recorded that it came in; `leave` where whoever sent it is told at once, and mends it. */
  faulty: z.enum(['record', 'leave']).default('record'),
  /** Into the configuration folder, or `leave` for whoever may write there and collects the same forms again. */
  handovers: z.enum(['write', 'leave']).default('write'),
});

export type CollectContext = LongWork & Pick<PlanAct, 'plan' | 'author' | 'nowMs'>;

export interface CollectOutcome {
  readonly forms: readonly FormOutcome[];
  readonly handovers: readonly NewHandover[];
  /** Files of the configuration folder that they change. */
  readonly changedFiles: readonly string[];
  /** Files in a folder that are no forms. */
  readonly passedOver: readonly string[];
  /** How all units stand with that. */
  readonly standing: readonly UnitStanding[];
  readonly receivedMs: number;
  readonly isDryRun: boolean;
  /** What was on record before. */
  readonly before: FormsContext;
}

/**
 * Reads forms back and puts the sound ones on record, each whole or not at all; of one with flaws it is recorded that it came
 * in, and what is wrong with it, and it keeps no other one out. What
 * they hand over is written to the configuration folder after that, so that collecting the same forms again completes it.
 */
export async function collectForms(
  { plan, author, stop, onProgress, nowMs = Date.now }: CollectContext,
  input: z.input<typeof CollectForms>,
): Promise<CollectOutcome> {
  const startMs = nowMs();
  const wish = parseInput(CollectForms, input);
  const { year, places, receivedMs = startMs, dryRun, unit } = wish;
  const mayWrite = !dryRun && wish.handovers === 'write';
  const { files: paths, passedOver } = await listFormFiles(places);
  const before = buildFormsContext(plan, year);
  if (mayWrite) await finishEdit(plan.folder);
  const lists = buildLists({ agencies: [...before.agencies.values()], tasks: before.state.tasks });
  const files: SubmittedFile[] = [];
  for (const path of paths) {
    stop.throwIfAborted();
    files.push(await readSubmitted(path, lists));
    onProgress(files.length, paths.length);
  }
  const { forms, handovers, edit } = await collectHandovers(
    plan.folder,
    judgeForms(files, before).map(expectOf(unit, before)),
  );
  const recording = { author, nowMs, isDryRun: dryRun, receivedMs, stop, faulty: wish.faulty };
  const outcomes = recordForms(forms, before, recording);
  if (mayWrite && edit.size > 0) await applyEdit(plan.folder, edit).catch(tellWhatIsRecorded);
  return {
    ...{ forms: outcomes, handovers, changedFiles: [...edit.keys()], passedOver },
    standing: formStanding(before, outcomes, { receivedMs, nowMs: startMs }),
    ...{ receivedMs, isDryRun: dryRun, before },
  };
}

/** A unit hands in for itself alone. */
const expectOf =
  (wanted: string | undefined, { agencies }: FormsContext) =>
  (form: JudgedForm): JudgedForm => {
    const { unit, ...rest } = form;
    if (wanted === undefined || !unit || unit.id === wanted) return form;
    const of = agencies.get(wanted)?.name ?? wanted;
    // Nothing else of it is told: it is judged by what is on record of another.
    const flaws = [{ code: 'other-unit', got: unit.name, of } as const];
    return { ...rest, submission: { steps: [], counts: {}, entries: [], notes: [], flaws } };
  };

/** Whoever reads only that a file failed would not know that half of the work is done. */
function tellWhatIsRecorded(error: unknown): never {
  if (!(error instanceof FormsError)) throw error;
  throw new FormsError(error.code, {
    en: `${error.said.en}; the forms are on record, what they hand over is not written yet: collect them again`,
    vi: `${error.said.vi}; các biểu mẫu đã được ghi sổ, phần bàn giao chưa được ghi: hãy thu lại`,
  });
}

interface Recording extends Pick<CollectContext, 'author' | 'stop'> {
  readonly nowMs: () => number;
  readonly isDryRun: boolean;
  readonly receivedMs: number;
  readonly faulty: 'record' | 'leave';
}

function recordForms(
  forms: readonly JudgedForm[],
  context: FormsContext,
  { author, nowMs, isDryRun, receivedMs, stop, faulty: ofFaulty }: Recording,
): readonly FormOutcome[] {
  const fresh = forms.filter(isFresh(forms));
  const faulty = ofFaulty === 'record' ? forms.filter(isNewlyFaulty(forms, context)) : [];
  using decisions =
    isDryRun || fresh.length + faulty.length === 0
      ? undefined
      : context.store.openDecisions({ author, nowMs });
  const shared = new Map<string, Json>();
  // Those with errors first: a good form of the same unit takes their place.
  const outcomes = new Map([...faulty, ...fresh].map((form) => [form, record(form)]));
  return forms.map(
    (form) =>
      outcomes.get(form) ?? {
        form,
        outcome: form.submission.flaws.length > 0 ? 'refused' : 'unchanged',
        rows: 0,
      },
  );

  function record(form: JudgedForm): FormOutcome {
    stop.throwIfAborted();
    if (faulty.includes(form)) {
      const rows = decisions ? recordFaultyForm(decisions, context, form, receivedMs) : 1;
      return { form, outcome: 'refused', rows };
    }
    if (!decisions) return { form, outcome: 'planned', rows: form.submission.steps.length + 1 };
    return { form, outcome: 'recorded', rows: recordForm(decisions, context, form, receivedMs, shared) };
  }
}

/** Read, with errors, and neither on record as it is nor here twice. */
const isNewlyFaulty =
  (forms: readonly JudgedForm[], { steps }: FormsContext) =>
  (form: JudgedForm, index: number) =>
    form.submission.flaws.length > 0 &&
    form.sha256 !== undefined &&
    !isFileKnown(steps, form) &&
    forms.findIndex(({ sha256 }) => sha256 === form.sha256) === index;

/** Sound, and neither on record as it is nor here twice. */
const isFresh = (forms: readonly JudgedForm[]) => (form: JudgedForm, index: number) =>
  form.submission.flaws.length === 0 &&
  form.last?.content !== form.content &&
  forms.findIndex(({ unit, content }) => unit?.id === form.unit?.id && content === form.content) === index;
