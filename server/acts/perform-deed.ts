import { HANDED_OUT } from '../../contracts/statements/handed-out.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { PAPER_ACTS, type PaperActContext, type PaperDeed } from '../../portal/papers/paper-acts.ts';

/** An act on papers, unless somebody has done something about the same since it was looked at. @throws what the act throws */
export function performDeed(context: PaperActContext, { name, input, about, files }: PaperDeed): unknown {
  const { table, perform } = PAPER_ACTS[name];
  if (about) {
    const rows = [...context.record.reader.decisions(table, { id: about.id })];
    // A file that somebody took meanwhile changes nothing.
    const last = rows.findLast(({ action }) => action !== HANDED_OUT)?.seq ?? 0;
    if (last !== about.afterSeq)
      throw new DecisionError('DECISION_CHANGED', {
        en: 'somebody has done something about it since you opened the page, or it was sent twice: look at it as it is now, and send again what is still to be done',
        vi: 'đã có người xử lý việc này sau khi bạn mở trang, hoặc biểu mẫu được gửi hai lần: hãy xem lại nội dung hiện tại rồi gửi lại phần còn cần làm',
      });
  }
  const act: (context: PaperActContext, input: never) => unknown = perform;
  return act({ ...context, ...(files && { files }) }, input as never);
}
