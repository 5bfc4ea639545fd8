import type { RichText } from '../../../documents/model/rich-text.ts';
import type { FigurePrinter } from '../frame/figure-printer.ts';
import { joinSentences, prose } from '../frame/prose.ts';

type Step = 'opening' | 'installed' | 'received' | 'handedOver' | 'scrapped' | 'closing';

/** Nothing comes to the city from its own agencies, and nothing goes: those columns are of one agency. */
export const stepsOf = (isAgency: boolean): readonly Step[] =>
  isAgency
    ? ['opening', 'installed', 'received', 'handedOver', 'scrapped', 'closing']
    : ['opening', 'installed', 'scrapped', 'closing'];

const STEP_WORDS: Readonly<Partial<Record<Step, string>>> = {
  installed: 'lắp mới',
  received: 'tiếp nhận từ đơn vị khác',
  handedOver: 'bàn giao cho đơn vị khác',
  scrapped: 'thanh lý',
};

/** How many cameras there are, and how that came from what there was. */
export function movementSentence(print: FigurePrinter, lastDate: string, isAgency = false): RichText {
  const id = (name: Step) => `movement.city.camera.${name}`;
  const amount = (name: Step) => print.amount(id(name)) ?? 0;
  const moved = stepsOf(isAgency).filter((name) => STEP_WORDS[name] !== undefined && amount(name) > 0);
  const head =
    amount('closing') === 0
      ? prose`Đến hết ngày ${lastDate}, danh mục ${print.none(id('closing'), 'không')} còn camera nào`
      : prose`Đến hết ngày ${lastDate}, danh mục có ${print.countRun(id('closing'))} camera`;
  if (amount('opening') + moved.length === 0)
    return prose`${print.none([id('closing'), id('opening')], 'Không có')} camera nào trong danh mục ở đầu kỳ và đến hết ngày ${lastDate}.`;
  const steps = moved.flatMap(
    (name, index) => prose`${index === 0 ? '' : ', '}${STEP_WORDS[name] ?? ''} ${print.countRun(id(name))}`,
  );
  if (amount('opening') + amount('closing') === 0)
    return prose`Trong kỳ ${steps} camera; ${print.none([id('closing'), id('opening')], 'không có')} camera nào trong danh mục ở đầu kỳ và đến hết ngày ${lastDate}.`;
  return prose`${head}, ${changeOf(print)}${moved.length === 0 ? '' : prose`: ${steps}`}.`;
}

function changeOf(print: FigurePrinter): RichText {
  const ids = ['movement.city.camera.opening', 'movement.city.camera.closing'] as const;
  const [opening = 0, closing = 0] = ids.map(print.amount);
  const before = prose`so với đầu kỳ (${print.countRun(ids[0])} camera)`;
  if (opening === closing) return prose`bằng số đầu kỳ (${print.countRun(ids[0])} camera)`;
  return closing > opening
    ? prose`tăng ${print.countRun(`${ids[0]}#less/${ids[1]}`)} camera ${before}`
    : prose`giảm ${print.countRun(`${ids[1]}#less/${ids[0]}`)} camera ${before}`;
}

/** What went from one agency to another counts once. */
export function transferSentence(print: FigurePrinter): RichText {
  const count = print.amount('movement.transfers.*') ?? 0;
  if (count === 0)
    return prose`Trong kỳ ${print.none('movement.transfers.*', 'không')} có thiết bị nào được chuyển giữa các đơn vị.`;
  return prose`Có ${print.countRun('movement.transfers.*')} lượt thiết bị (trong đó ${print.countRun('movement.transfers.camera')} lượt camera) được bàn giao giữa các đơn vị; tổng số của Thành phố giữ nguyên.`;
}

/** What there is against the target; how much of it the plan's own tasks paid for. */
export function targetSentence(print: FigurePrinter): RichText {
  const row = 'targets.rows.cameras';
  const [target = 0, present = 0] = [print.amount(`${row}.target`), print.amount(`${row}.present`)];
  const bought = print.amount(`${row}.ofProgrammes`) ?? 0;
  const share =
    present >= target
      ? ''
      : prose`, bằng ${print.run(`${row}.present#share/${row}.target`)} (gồm cả camera ngoài các nhiệm vụ của Kế hoạch)`;
  return joinSentences([
    prose`Kế hoạch xác định nhu cầu ${print.countRun(`${row}.target`)} camera; danh mục hiện có ${print.countRun(`${row}.present`)} camera${share}.`,
    bought === 0
      ? prose`${print.none(`${row}.ofProgrammes`, 'Chưa')} có camera nào trong danh mục được đầu tư theo các nhiệm vụ của Kế hoạch.`
      : prose`Trong số đó, ${print.countRun(`${row}.ofProgrammes`)} camera được đầu tư theo các nhiệm vụ của Kế hoạch${target === 0 ? '' : prose`, bằng ${print.run(`${row}.ofProgrammes#share/${row}.target`)} chỉ tiêu`}.`,
  ]);
}

/** What the count does not say. */
export const TARGET_NOTE =
  'Số camera hiện có là số trong danh mục tại ngày cuối kỳ, không gồm camera chưa kê khai. Tỷ lệ lấy một chữ số thập phân, không làm tròn.';
