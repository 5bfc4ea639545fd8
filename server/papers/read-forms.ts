import { minutes } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { OpenPlan } from '../../plan/actions/open-plan.ts';
import { openFormsOf } from '../../portal/papers/open-forms.ts';
import type { OpenForms } from '../../portal/papers/paper-context.ts';

/** Of a large city it takes seconds to read who has what: whoever fills in a form page by page does not wait for it each time. */
const KEEP_MS = minutes(5);

interface FormReads {
  readonly reader: Pick<LedgerReader, 'decisions'>;
  readonly openPlan: (nowMs: number) => Promise<OpenPlan>;
}

/** What forms of a year are made of: read anew once something is entered about the plan, else now and then. */
export function createFormReads({ reader, openPlan }: FormReads) {
  let known: { readonly wanted: number; readonly atMs: number; readonly forms: OpenForms } | undefined;
  const isAsItStands = ({ plan }: OpenForms) =>
    [...reader.decisions('plan_step', { afterSeq: plan.steps.at(-1)?.seq ?? 0 })].length === 0;
  return async (wanted: number, nowMs: number): Promise<OpenForms> => {
    const atMs = performance.now();
    if (known?.wanted !== wanted || atMs - known.atMs > KEEP_MS || !isAsItStands(known.forms))
      known = { wanted, atMs, forms: openFormsOf(await openPlan(nowMs), wanted) };
    return known.forms;
  };
}
