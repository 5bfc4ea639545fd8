import { z } from 'zod';
import { HANDED_OUT } from '../../contracts/statements/handed-out.ts';
import type { Said } from '../../core/language/said.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { openCityRecord } from '../../ledger/history/city-record.ts';
import type { HistoryQuery } from '../../ledger/history/history.ts';
import type { Decision, DecisionTable } from '../../ledger/record/decisions.ts';
import type { PlanAct } from '../../plan/actions/plan-act.ts';
import type { PaperActContext } from '../../portal/papers/paper-act-context.ts';
import { PAPER_ACTS, type PaperDeed } from '../../portal/papers/paper-acts.ts';

/** An act on papers, unless somebody has done something about the same since it was looked at. @throws what the act throws */
export function performDeed(context: PaperActContext, deed: PaperDeed): unknown {
  const { name, input, about, files } = deed;
  const found = PAPER_ACTS[name];
  if ('needs' in found) return performOnPlan(context, deed);
  const { table, perform } = found;
  if (about) expectUnchanged([...context.record.reader.decisions(table, { id: about.id })], about);
  const act: (context: PaperActContext, input: never) => unknown = perform;
  // A statement is sealed by and by, from a record that it opens for itself.
  if (table === 'statement') return act({ ...context, ...(files && { files }) }, input as never);
  using record = openCityRecord(context.record, queryOf(context, { table, input, about }));
  return act({ ...context, record, ...(files && { files }) }, input as never);
}

/** Of a large city only the devices of the contract that it is about are read, and none to take back planned work. */
function queryOf(
  { record }: PaperActContext,
  {
    table,
    input,
    about,
  }: Pick<PaperDeed, 'input'> & {
    readonly table: DecisionTable;
    readonly about: PaperDeed['about'] | undefined;
  },
): HistoryQuery {
  const named = 'contract' in input ? [input.contract].flat()[0] : undefined;
  if (named !== undefined) return { contractId: named };
  if (table !== 'claim' || about === undefined) return { devices: 'left-out' };
  const [filed] = record.reader.decisions('claim', { id: about.id });
  return { contractId: Filed.parse(filed?.body).contract };
}

const Filed = z.object({ contract: z.string() });

async function performOnPlan(
  { by, author, nowMs, openPlan }: PaperActContext,
  { name, input, about, files }: PaperDeed,
): Promise<unknown> {
  const plan = await openPlan();
  if (about) {
    const isMine = ({ body }: Decision) =>
      typeof body === 'object' && body !== null && 'by' in body && body.by === by;
    const isOfRegister = about.id.endsWith(':');
    expectUnchanged(
      plan.steps.filter((step) =>
        isOfRegister ? step.id.startsWith(about.id) && isMine(step) : step.id === about.id,
      ),
      about,
    );
  }
  const act = PAPER_ACTS[name].perform as (act: PlanAct, input: never) => unknown;
  return act({ plan, by, author, ...(nowMs && { nowMs }), ...(files && { files }) }, input as never);
}

/** A file that somebody took meanwhile changes nothing. */
function expectUnchanged(rows: readonly Decision[], { afterSeq }: NonNullable<PaperDeed['about']>): void {
  const last = rows.findLast(({ action }) => action !== HANDED_OUT);
  if ((last?.seq ?? 0) === afterSeq) return;
  const when = last && new Date(last.recordedMs).toISOString();
  throw new DecisionError('DECISION_CHANGED', {
    en: `somebody has done something about it since you opened the page, or it was sent twice: look at it as it is now, and send again what is still to be done${last ? `. Last: ${DONE[last.action]?.en ?? last.action}, ${when}, account ${last.author}` : ''}`,
    vi: `đã có người xử lý việc này sau khi bạn mở trang, hoặc biểu mẫu được gửi hai lần: hãy xem lại nội dung hiện tại rồi gửi lại phần còn cần làm${last ? `. Gần nhất: ${DONE[last.action]?.vi ?? last.action}, ${when}, tài khoản ${last.author}` : ''}`,
  });
}

/** What a row of a decision says was done; of others its own word. */
const DONE: Readonly<Record<string, Said>> = {
  agreed: { en: 'the draft was agreed to', vi: 'đã đồng ý với dự thảo' },
  objected: { en: 'it was objected to', vi: 'đã nêu ý kiến' },
  drafted: { en: 'a draft was made', vi: 'đã lập dự thảo' },
  issued: { en: 'it was issued', vi: 'đã phát hành' },
  restated: { en: 'it was restated', vi: 'đã điều chỉnh' },
  hear: { en: 'a party was asked or answered', vi: 'đã hỏi hoặc đã có ý kiến' },
  decide: { en: 'it was decided', vi: 'đã quyết định' },
  withdraw: { en: 'it was withdrawn', vi: 'đã rút' },
  cancel: { en: 'it was cancelled', vi: 'đã hủy' },
};
