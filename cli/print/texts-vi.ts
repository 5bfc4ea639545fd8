import { CLAIM_WORDS_VI } from '../../core/words/claim-words-vi.ts';
import { DECISION_FINDING_TEXTS_VI } from '../../core/words/decision-finding-texts-vi.ts';
import type { DecisionTexts } from './texts.ts';

export const VI: DecisionTexts = {
  maintenanceHead: [
    'số',
    'trạng thái',
    'từ',
    'đến',
    'thông báo',
    'bên báo',
    'thiết bị, đường truyền',
    'lý do',
  ],
  claimHead: [
    'số',
    'trạng thái',
    'hợp đồng',
    'nguyên nhân',
    'từ',
    'đến',
    'mất điện',
    'thiết bị, đường truyền',
    'bên đề nghị',
    'hạn quyết định',
  ],
  none: 'chưa có',
  cityDost: 'Sở Khoa học và Công nghệ',
  ...CLAIM_WORDS_VI,
  ...DECISION_FINDING_TEXTS_VI,
  span: (from, to) => `từ ${from} đến ${to}`,
  zoneOfTimes: (timeZone) => `múi giờ: ${timeZone}`,

  workRecorded: (id, entities, window) => `bảo trì ${id}: ${entities}, ${window}: đã ghi`,
  workWouldBe: (entities, window) => `${entities}, ${window}: sẽ được ghi; chưa ghi gì`,
  workCancelled: (id) => `bảo trì ${id}: đã hủy: từ nay không được loại trừ`,
  workCancelledWouldBe: (id) => `bảo trì ${id}: sẽ bị hủy; chưa ghi gì`,
  cancelledWork: (reason, why) => `${reason}; hủy vì: ${why}`,
  announcedInTime: (contract, notice, agreed) =>
    `  ${contract}: thông báo trước ${notice}, ${requiredNotice(agreed)}: đúng hạn`,
  announcedLate: (contract, notice, agreed) =>
    `  ${contract}: thông báo ${notice === '' ? 'sau khi đã bắt đầu' : `trước ${notice}`}, ${requiredNotice(agreed)}: muộn, không được loại trừ`,
  workNotAgreed: (contract) =>
    `  ${contract}: không có điều khoản bảo trì theo kế hoạch, không được loại trừ`,
  noContract: '  không có hợp đồng nào của bên này phụ trách: không được loại trừ',

  unmeasuredHead: ['số', 'trạng thái', 'từ', 'đến', 'phép đo', 'nguyên nhân', 'bên quyết định', 'lý do'],
  unmeasuredStates: { stands: 'đang áp dụng', ended: 'đã kết thúc' },
  unmeasuredCauses: { credentials: 'tài khoản', 'allow-list': 'danh sách máy được phép' },
  unmeasuredRecorded: (id, check, since) => `không đo ${id}: ${check}, từ ${since}: đã ghi`,
  unmeasuredWouldBe: (check, since) => `${check}, từ ${since}: sẽ được ghi; chưa ghi gì`,
  unmeasuredEnded: (id) => `không đo ${id}: đã kết thúc: từ nay được đo lại`,
  unmeasuredEndedWouldBe: (id) => `không đo ${id}: sẽ kết thúc; chưa ghi gì`,
  endedUnmeasured: (reason, why) => `${reason}; kết thúc: ${why}`,

  claimRecorded: (id, cause, entities, window) =>
    `đề nghị loại trừ ${id}: ${cause}, ${entities}, ${window}: đã ghi`,
  claimWouldBe: (cause, entities, window) => `${cause}, ${entities}, ${window}: sẽ được ghi; chưa ghi gì`,
  causeNotAgreed: (contract, cause) =>
    `  hợp đồng ${contract} không coi "${cause}" là lý do loại trừ: dù chấp thuận, số liệu không đổi`,
  withoutOutage: (count, names) =>
    `  bỏ ra vì không ghi nhận gián đoạn trong thời gian đó: ${count} (${names})`,
  decideUntil: (time) => `  hạn quyết định: ${time}`,
  blames: (parties) => `  phải hỏi ý kiến trước: ${parties}`,
  asked: (party, id, until) => `đề nghị loại trừ ${id}: đã hỏi ${party}, trả lời trước ${until}`,
  heard: (party, id) => `đề nghị loại trừ ${id}: đã ghi ý kiến của ${party}`,
  decided: (id, status) => `đề nghị loại trừ ${id}: ${status}`,
  withdrawn: (id) => `đề nghị loại trừ ${id}: đã rút`,
  withdrawnWouldBe: (id) => `đề nghị loại trừ ${id}: sẽ được rút; chưa ghi gì`,
  notRecorded: 'chưa ghi gì',
  sayYes: 'chưa ghi gì: xem số liệu rồi quyết định bằng --yes',
  overdue: 'quá hạn',
  lateDecision: (time) => `  muộn: hạn quyết định là ${time}`,

  effectHeading: 'Số liệu hiện nay và nếu chấp thuận',
  effectHead: ['hợp đồng', 'kỳ', 'số liệu', 'hiện nay', 'nếu chấp thuận'],
  effectRows: {
    availability: 'độ khả dụng',
    down: 'gián đoạn',
    excused: 'được loại trừ',
    money: 'tiền giảm trừ, phạt, bồi thường',
    changedEntities: 'số liệu thay đổi của',
    statement: 'bảng đối soát',
  },
  statementSteps: {
    drafted: ['dự thảo', 'phải lập lại dự thảo (statement draft --replace)'],
    issued: ['đã phát hành', 'phải điều chỉnh (statement restate)'],
    restated: ['đã điều chỉnh', 'phải điều chỉnh lần nữa (statement restate)'],
  },
  provisional: '(tạm tính)',
  nothingCounts: 'không có thời gian tính',
  noEffect: '  không số liệu nào thay đổi',
  partiesHeading: 'Các bên phải được hỏi ý kiến',
  askedUntil: (time) => `đã hỏi, hạn trả lời ${time}`,
  wouldAccept: (id, cause, entities, window) =>
    `Nếu chấp thuận đề nghị loại trừ ${id}: ${cause}, ${entities}, ${window}`,

  claimTitle: (id, status) => `đề nghị loại trừ ${id}: ${status}`,
  fileStates: { good: 'nguyên vẹn', missing: 'thiếu', changed: 'đã bị sửa' },
  fields: {
    hearing: 'ý kiến',
    decision: 'quyết định',
    withdrawn: 'đã rút',
  },
};

/** `''`: whenever it is told before it begins. */
const requiredNotice = (agreed: string): string =>
  agreed === '' ? 'hợp đồng yêu cầu thông báo trước khi bắt đầu' : `hợp đồng yêu cầu trước ${agreed}`;
