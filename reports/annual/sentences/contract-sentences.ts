import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

/** How many contracts met what they promised, by their statements. */
export function statementSentence(print: FigurePrinter): RichText {
  const [issued = 0, drafts = 0, none = 0] = ['issued', 'drafts', 'none'].map((name) =>
    print.amount(`contracts.rows.*.${name}`),
  );
  if (issued + drafts + none === 0) return 'Không có kỳ đối soát nào trong kỳ số liệu.';
  if (issued + drafts === 0)
    return prose`Có ${print.run('contracts.rows.*.none')} kỳ đối soát, chưa lập bảng đối soát của kỳ nào. Độ khả dụng theo hợp đồng nêu dưới đây là số tạm tính; không có số liệu về giảm trừ, phạt, bồi thường vì chưa đối soát.`;
  return joinSentences([
    issued === 0
      ? 'Chưa có bảng đối soát nào được ban hành.'
      : prose`Đã ban hành ${print.run('contracts.rows.*.issued')} bảng đối soát.`,
    drafts > 0
      ? prose`Còn ${print.run('contracts.rows.*.drafts')} bảng ở dạng dự thảo; số tiền của các bảng này là tạm tính và để riêng.`
      : undefined,
    none > 0
      ? prose`Còn ${print.run('contracts.rows.*.none')} kỳ đối soát chưa được lập bảng, kể cả kỳ chỉ có một phần trong kỳ số liệu.`
      : undefined,
  ]);
}

/** Money by its three types, which are different things in law, and what of it is disputed. */
export function moneySentence(print: FigurePrinter, money: 'money' | 'draftMoney'): RichText {
  const of = (name: string) => print.run(`contracts.${money}.${name}#dong`);
  const total = print.amount(`contracts.${money}.total`) ?? 0;
  const head = money === 'money' ? 'Theo các bảng đối soát đã ban hành' : 'Theo các bảng dự thảo (tạm tính)';
  if (total === 0) return prose`${head}, không phát sinh khoản giảm trừ, phạt hay bồi thường nào.`;
  const disputed = print.amount(`contracts.${money}.disputed`) ?? 0;
  return joinSentences([
    prose`${head}, tổng số tiền là ${of('total')} đồng, gồm giảm trừ thanh toán ${of('byType.deduction')} đồng, phạt vi phạm ${of('byType.penalty')} đồng, bồi thường thiệt hại ${of('byType.damages')} đồng.`,
    disputed > 0
      ? prose`Trong đó ${of('disputed')} đồng đang có ý kiến khác của nhà thầu, chưa thống nhất.`
      : undefined,
  ]);
}

/** What the differences of the reconciliation say: of cameras that can be reached, and of every other indicator and kind. */
export function reconciliationSentence(print: FigurePrinter): RichText {
  const differences = ['reconciliation.difference.*', 'reconciliation.others.*.difference.*'].flatMap(
    print.find,
  );
  return differences.every((amount) => amount === 0)
    ? 'Tổng các phần (kỳ đã đối soát, kỳ chưa đối soát, thiết bị ngoài hợp đồng, phần điều chỉnh) khớp với số cả kỳ, chênh lệch bằng 0.'
    : 'Tổng các phần không khớp với số cả kỳ; chênh lệch nêu ở dòng cuối của bảng và phải được làm rõ trước khi ký báo cáo.';
}
