import type { Difference } from '../../../settlement/statement-schema.ts';
import type { DifferenceInWords, StatementWords } from './statement-words.ts';

/** A figure that few people look for, by where it stands in the sealed file. */
export function figureInWords(
  { where, old, new: now }: Difference,
  words: StatementWords,
): DifferenceInWords {
  const path = where.split(' › ');
  const [root = '', , member = '', name = ''] = path;
  const isEntity = root === 'parts' && member === 'entities';
  const rest = root === 'parts' ? path.slice(isEntity ? 4 : 3) : path.slice(1);
  const last = path.at(-1) ?? '';
  return {
    about: isEntity ? name : (GROUPS[root === 'parts' ? member : root] ?? (root === 'parts' ? member : root)),
    figure: rest.map((key) => FIGURES[key] ?? classOr(key, words)).join(', ') || (FIGURES[last] ?? last),
    old: valueInWords(path, old, words),
    now: valueInWords(path, now, words),
  };
}

/** A class of time, a cause of excuse or a target, by its name; what is none of them as it is. */
function classOr(key: string, { className, causeName, targetName }: StatementWords): string {
  return [className, causeName, targetName].map((nameOf) => nameOf(key)).find((name) => name !== key) ?? key;
}

const GROUPS: Readonly<Record<string, string>> = {
  aggregate: 'toàn bộ thiết bị, đường truyền',
  checks: 'cam kết',
  money: 'các khoản tiền',
  fleet: 'toàn bộ thiết bị, đường truyền',
  incidents: 'sự cố',
  byType: 'các khoản tiền',
  neverMeasured: 'chưa từng được đo',
};

const FIGURES: Readonly<Record<string, string>> = {
  goodMs: 'tử số',
  countedMs: 'mẫu số',
  percent: 'tỷ lệ',
  lowGoodMs: 'tử số nếu phần không có số liệu là gián đoạn',
  highGoodMs: 'tử số nếu phần không có số liệu là hoạt động',
  boundsCountedMs: 'mẫu số của hai giới hạn',
  lowPercent: 'tỷ lệ nếu phần không có số liệu là gián đoạn',
  highPercent: 'tỷ lệ nếu phần không có số liệu là hoạt động',
  sums: 'thời gian',
  coverage: 'thời gian có số liệu',
  knownMs: 'thời gian có số liệu',
  inServiceMs: 'thời gian phục vụ',
  excusedByCause: 'thời gian được loại trừ',
  othersByOwner: 'thời gian do bên khác',
  outageCount: 'số lần gián đoạn',
  restoredCount: 'số lần đã khắc phục',
  restoredMs: 'tổng thời gian khắc phục',
  mttrMs: 'thời gian khắc phục trung bình',
  mtbfMs: 'thời gian hoạt động tốt trên mỗi lần gián đoạn',
  longestOutageMs: 'lần gián đoạn dài nhất',
  outages: 'lần gián đoạn',
  stretches: 'khoảng thời gian',
  own: 'thời gian thuộc nhà thầu',
  ownMs: 'thời gian thuộc nhà thầu, cả lần',
  ownInPeriodMs: 'thời gian thuộc nhà thầu, trong kỳ',
  blame: 'quy trách nhiệm',
  restoration: 'khắc phục',
  overMs: 'quá hạn',
  overBeforeMs: 'quá hạn trước kỳ',
  startedHours: 'số giờ quá hạn',
  dueMs: 'hạn',
  fromMs: 'bắt đầu',
  toMs: 'kết thúc',
  afterMs: 'lần đo trước khi bắt đầu',
  untilAfterMs: 'lần đo trước khi kết thúc',
  refused: 'không được loại trừ',
  breaches: 'trường hợp không đạt',
  working: 'cách tính',
  outcome: 'kết quả',
  notMeasured: 'không đo được',
  lines: 'khoản',
  inputs: 'số liệu đầu vào',
  arithmetic: 'cách tính',
  amount: 'trước mức trần',
  payable: 'sau mức trần',
  caps: 'mức trần',
  before: 'trước mức trần',
  after: 'sau mức trần',
  limit: 'mức trần',
  total: 'tổng',
  byType: 'theo loại',
  penalty: 'phạt vi phạm',
  deduction: 'giảm trừ thanh toán',
  damages: 'bồi thường thiệt hại',
  class: 'đối soát',
  measured: 'đo được',
  reason: 'lý do',
  excuse: 'loại trừ vì',
  owner: 'thuộc về',
  isShort: 'lần ngắn',
  belowMs: 'thời gian dưới cam kết',
  lowest: 'thời điểm thấp nhất',
};

/** Instants stand beside lengths in the file: what began in this millennium is one. */
const FIRST_INSTANT_MS = Date.UTC(2000, 0, 1);
const INSTANTS: ReadonlySet<string> = new Set(['fromMs', 'toMs', 'afterMs', 'untilAfterMs', 'dueMs']);
const VND: ReadonlySet<string> = new Set([
  'amount',
  'payable',
  'before',
  'after',
  'limit',
  'total',
  'penalty',
  'deduction',
  'damages',
]);

const MOST_CHARACTERS = 120;

function valueInWords(path: readonly string[], value: string | undefined, words: StatementWords): string {
  if (value === undefined) return 'không có';
  const [key = '', holder = ''] = path.toReversed();
  if (key === 'working' && path[2] === 'checks') return words.breach(path[3] ?? '', value);
  const isNumber = /^-?\d+$/.test(value);
  if (isNumber && INSTANTS.has(key) && Number(value) > FIRST_INSTANT_MS) return words.time(Number(value));
  if (isNumber && (key.endsWith('Ms') || SUMS.has(holder))) return words.span(Number(value));
  if (isNumber && VND.has(key)) return words.vnd(value);
  if (isNumber) return words.count(Number(value));
  if (key.toLowerCase().endsWith('percent')) return words.percent(value);
  // A member that is new or gone as a whole: the file has what is in it.
  if (/^[[{]/.test(value)) return 'có (chi tiết trong tệp)';
  return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
}

/** Lengths by class, cause or owner. */
const SUMS: ReadonlySet<string> = new Set(['sums', 'excusedByCause', 'othersByOwner']);
