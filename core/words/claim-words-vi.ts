import type { ClaimWords } from './claim-words.ts';

export const CLAIM_WORDS_VI: ClaimWords = {
  causes: {
    'planned-work': 'bảo trì theo kế hoạch',
    'power-cut': 'mất điện',
    vandalism: 'phá hoại',
    'third-party-works': 'thi công của bên thứ ba',
    client: 'do bên thuê',
    line: 'đường truyền',
    'force-majeure': 'bất khả kháng',
  },
  statuses: {
    filed: 'chờ quyết định',
    accepted: 'chấp thuận',
    'accepted-in-part': 'chấp thuận một phần',
    rejected: 'không chấp thuận',
    withdrawn: 'đã rút',
  },
  maintenanceStates: { announced: 'sắp tới', running: 'đang thực hiện', over: 'đã qua', cancelled: 'đã hủy' },
  facts: {
    contract: 'hợp đồng',
    cause: 'nguyên nhân',
    time: 'thời gian đề nghị',
    cut: 'mất điện',
    entities: 'thiết bị, đường truyền',
    by: 'bên đề nghị',
    against: 'quy trách nhiệm cho',
    evidence: 'chứng cứ',
    files: 'tệp kèm theo',
    received: 'nhận lúc',
    recorded: 'ghi sổ',
    decideUntil: 'hạn quyết định',
    acceptedTime: 'thời gian được chấp thuận',
    acceptedEntities: 'thiết bị, đường truyền được chấp thuận',
  },
  hearings: { 'not-asked': 'chưa hỏi', asked: 'đã hỏi', done: 'đã có ý kiến hoặc hết hạn trả lời' },
};
