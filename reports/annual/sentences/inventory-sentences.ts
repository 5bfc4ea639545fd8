import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { prose } from '../frame/prose.ts';

/** How many cameras there are, and how that came from what there was. */
export function movementSentence(print: FigurePrinter, lastDate: string): RichText {
  const of = (name: string) => print.countRun(`movement.city.camera.${name}`);
  const change = changeOf(print);
  const isEmpty = (print.amount('movement.city.camera.closing') ?? 0) === 0;
  if (isEmpty && change === 0) return `Đầu kỳ và đến hết ngày ${lastDate}, danh mục không có camera nào.`;
  const head = isEmpty
    ? prose`Đến hết ngày ${lastDate}, danh mục không còn camera nào, `
    : prose`Đến hết ngày ${lastDate}, danh mục có ${of('closing')} camera, `;
  if (change === 0) return [...head, ...prose`bằng số đầu kỳ (${of('opening')} camera).`];
  const word = change > 0 ? 'tăng' : 'giảm';
  const [from, to] =
    change > 0
      ? ['movement.city.camera.opening', 'movement.city.camera.closing']
      : ['movement.city.camera.closing', 'movement.city.camera.opening'];
  return [
    ...head,
    ...prose`${word} ${print.run(`${from}#less/${to}`)} camera so với đầu kỳ (${of('opening')} camera): lắp mới ${of('installed')}, tiếp nhận từ ngoài danh mục ${of('received')}, bàn giao ra ngoài danh mục ${of('handedOver')}, thanh lý ${of('scrapped')}.`,
  ];
}

const changeOf = (print: FigurePrinter): number =>
  (print.amount('movement.city.camera.closing') ?? 0) - (print.amount('movement.city.camera.opening') ?? 0);

/** What went from one agency to another counts once. */
export function transferSentence(print: FigurePrinter): RichText {
  const count = print.amount('movement.transfers.*') ?? 0;
  if (count === 0) return 'Trong kỳ không có thiết bị nào được chuyển giữa các đơn vị.';
  return prose`Có ${print.run('movement.transfers.*')} lượt thiết bị được bàn giao giữa các đơn vị (trong đó ${print.countRun('movement.transfers.camera')} lượt camera); số này có trong bảng của từng đơn vị nhưng không làm thay đổi tổng số của Thành phố.`;
}

/** What there is against the target; how much of it the plan's own tasks paid for. */
export function targetSentence(print: FigurePrinter): RichText {
  const row = 'targets.rows.cameras';
  const [target = 0, present = 0] = [print.amount(`${row}.target`), print.amount(`${row}.present`)];
  const bought = print.amount(`${row}.ofProgrammes`) ?? 0;
  const of =
    bought === 0
      ? 'Danh mục chưa ghi nhận camera nào được đầu tư theo các nhiệm vụ của Kế hoạch.'
      : prose`Trong số đó, ${print.run(`${row}.ofProgrammes`)} camera được đầu tư theo các nhiệm vụ của Kế hoạch, bằng ${print.run(`${row}.ofProgrammes#share/${row}.target`)} chỉ tiêu.`;
  const head =
    present >= target
      ? prose`Kế hoạch xác định nhu cầu ${print.run(`${row}.target`)} camera; danh mục hiện có ${print.run(`${row}.present`)} camera.`
      : prose`Kế hoạch xác định nhu cầu ${print.run(`${row}.target`)} camera; danh mục hiện có ${print.run(`${row}.present`)} camera, bằng ${print.run(`${row}.present#share/${row}.target`)} (gồm cả camera không thuộc các nhiệm vụ của Kế hoạch).`;
  return [...head, { kind: 'text', text: ' ' }, ...(typeof of === 'string' ? prose`${of}` : of)];
}

/** What the count does not say. */
export const TARGET_NOTE =
  'Số camera hiện có là số thiết bị có trong danh mục do hệ thống theo dõi quản lý tại ngày cuối kỳ, không gồm camera chưa được kê khai. Tỷ lệ bỏ phần sau chữ số thập phân thứ nhất, không làm tròn lên.';
