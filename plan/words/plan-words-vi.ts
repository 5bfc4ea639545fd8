import type { PlanWords } from './plan-words-en.ts';

export const PLAN_WORDS_VI: PlanWords = {
  statuses: {
    'not-reported': 'chưa báo cáo',
    'not-started': 'chưa triển khai',
    'in-progress': 'đang triển khai',
    done: 'hoàn thành',
    paused: 'tạm dừng',
    dropped: 'không thực hiện',
  },
  registers: {
    document: 'văn bản đã ban hành',
    inspection: 'cuộc kiểm tra',
    training: 'đợt tập huấn',
    research: 'đề xuất đặt hàng nghiên cứu',
    funding: 'nguồn kinh phí',
    obstacle: 'vướng mắc',
    proposal: 'kiến nghị',
    'next-task': 'nhiệm vụ năm tới',
    exemption: 'trường hợp không thuộc diện tạm dừng',
    estimate: 'số ước cả năm',
    declaration: 'lượt kê khai camera chưa có trong danh mục',
    site: 'vị trí đề nghị lắp đặt',
  },
  findings: {
    'installed-without-opinion': 'đã lắp đặt khi chưa đủ ý kiến',
    'installed-during-pause': 'lắp đặt sau khi tạm dừng đầu tư, chưa ghi nhận trường hợp được phép',
    unused: 'đã lắp đặt nhưng hỏng hoặc không sử dụng kéo dài (lãng phí)',
    'duplicate-view': 'có thể trùng lặp',
    'task-unnamed': 'nhiệm vụ chưa có tên trong plan.yaml',
    'task-not-in-plan': 'nhiệm vụ có báo cáo nhưng không có trong plan.yaml',
    'setting-missing': 'plan.yaml chưa khai báo, văn bản để trống',
  },
  verdicts: {
    agreed: 'thống nhất',
    'agreed-with-conditions': 'thống nhất có điều kiện',
    'not-agreed': 'không thống nhất',
  },
  details: {
    waiting: 'đang chờ ý kiến',
    'not-asked': 'chưa xin ý kiến',
    'not-agreed': 'không thống nhất',
    paused: 'đang tạm dừng',
    'not-in-service': 'chưa đưa vào sử dụng',
    down: 'không hoạt động',
  },
  lead: (name) => `chủ trì: ${name}`,
  succeeded: (names) => `(nay là ${names})`,
  yearly: 'hàng năm',
  units: (total, told, done) => `${total} đơn vị: ${told} đã báo cáo, ${done} hoàn thành`,
  overdue: (since) => `từ ngày ${since}`,
  authorities: { dost: 'Sở Khoa học và Công nghệ', police: 'Công an thành phố' },
  nameless: '(chưa có tên)',
  period: (from, to) => {
    if (from !== undefined && to !== undefined) return `${from}–${to}`;
    if (to !== undefined) return `đến ${to}`;
    return from === undefined ? '' : `từ ${from}`;
  },
  milestoneLate: (name, due) => `quá hạn ${due}: ${name}`,
  milestoneDone: (name, done, due) => `đạt ${done} (hạn ${due}): ${name}`,
  milestoneOpen: (name, due) => `hạn ${due}: ${name}`,
  waiting: (site, authority, days) => `${site}: ${authority}, ${days} ngày`,
};
