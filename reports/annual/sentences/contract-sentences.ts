import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/** How many contracts met what they promised, by their statements. */
export function statementSentence(print: FigurePrinter): RichText {
  const [ISSUED, DRAFTS, NONE] = ['issued', 'drafts', 'none'].map((name) => `contracts.rows.*.${name}`) as [
    string,
    string,
    string,
  ];
  const [issued = 0, drafts = 0, none = 0] = [ISSUED, DRAFTS, NONE].map(print.amount);
  if (issued + drafts + none === 0)
    return prose`${print.none([ISSUED, DRAFTS, NONE], 'Không có kỳ')} đối soát nào trong kỳ số liệu.`;
  if (issued + drafts === 0)
    return prose`Có ${print.countRun(NONE)} kỳ đối soát, ${print.none([ISSUED, DRAFTS], 'chưa lập')} bảng đối soát của kỳ nào. Độ khả dụng theo hợp đồng nêu dưới đây là số tạm tính; giảm trừ, phạt, bồi thường xác định khi đối soát.`;
  return joinSentences([
    issued === 0
      ? prose`${print.none(ISSUED, 'Chưa')} có bảng đối soát nào được ban hành.`
      : prose`Đã ban hành ${print.countRun(ISSUED)} bảng đối soát.`,
    drafts > 0
      ? prose`Còn ${print.countRun(DRAFTS)} bảng ở dạng dự thảo; số tiền của các bảng này là tạm tính và để riêng.`
      : undefined,
    none > 0
      ? prose`Còn ${print.countRun(NONE)} kỳ chưa lập bảng đối soát, kể cả kỳ chỉ có một phần trong kỳ số liệu.`
      : undefined,
  ]);
}

/** Money by its three types, which are different things in law, and what of it is disputed. */
export function moneySentence(print: FigurePrinter, money: 'money' | 'draftMoney'): RichText {
  const of = (name: string) => print.run(`contracts.${money}.${name}#dong`);
  const total = `contracts.${money}.total`;
  const head = money === 'money' ? 'Theo các bảng đối soát đã ban hành' : 'Theo các bảng dự thảo (tạm tính)';
  if ((print.amount(total) ?? 0) === 0)
    return prose`${head}, ${print.none(total, 'không')} phát sinh khoản giảm trừ, phạt hay bồi thường nào.`;
  const disputed = print.amount(`contracts.${money}.disputed`) ?? 0;
  return joinSentences([
    prose`${head}, tổng số tiền là ${of('total')} đồng, gồm giảm trừ thanh toán ${of('byType.deduction')} đồng, phạt vi phạm ${of('byType.penalty')} đồng, bồi thường thiệt hại ${of('byType.damages')} đồng.`,
    disputed > 0 ? prose`Trong đó ${of('disputed')} đồng chưa thống nhất với nhà thầu.` : undefined,
  ]);
}

const DIFFERENCES = ['reconciliation.difference.*', 'reconciliation.others.*.difference.*'] as const;

/** What the differences of the reconciliation say: of cameras that can be reached, and of every other indicator and kind. */
export function reconciliationSentence(print: FigurePrinter): RichText {
  return DIFFERENCES.flatMap(print.find).every((amount) => amount === 0)
    ? prose`Số liệu cả kỳ ${print.none(DIFFERENCES, 'thống nhất')} với số liệu các kỳ đối soát và phần ngoài hợp đồng, chênh lệch bằng 0.`
    : 'Số liệu cả kỳ lệch so với số liệu các kỳ đối soát và phần ngoài hợp đồng; chênh lệch phải được làm rõ trước khi ký báo cáo.';
}
