import type { TaskTexts } from './task-texts-en.ts';

export const taskTextsVi: TaskTexts = {
  heading: (id) => `Nhiệm vụ ${id}`,
  move: 'Báo cáo tình hình thực hiện',
  bearOut: 'Nhập tài liệu, minh chứng',
  onlyEvidence: 'Tình trạng do đơn vị chủ trì báo cáo. Nội dung và tệp nhập tại đây là minh chứng kèm theo.',
  status: 'Trạng thái',
  percent: 'Tiến độ (%)',
  percentAbout: 'Nếu không chọn lại trạng thái, 100 % được hiểu là hoàn thành.',
  note: 'Ghi chú',
  milestone: (name, due) => `Ngày đạt mốc: ${name} (hạn ${due})`,
  evidence: 'Minh chứng (ghi bằng lời)',
  files: 'Tệp kèm theo (PDF, DOCX, ảnh), mỗi tệp không quá 20 MB',
  reason: 'Lý do (cần khi lùi tiến độ hoặc sửa ngày đã ghi)',
  save: 'Ghi sổ',
  history: 'Các lần báo cáo',
  noHistory: 'Chưa có lần báo cáo nào trong sổ ghi.',
  historyHead: ['Lúc', 'Người ghi', 'Trạng thái', 'Tiến độ', 'Nội dung'],
  because: (reason) => `lý do: ${reason}`,
  toPlan: 'Tất cả nhiệm vụ',
  open: 'Mở',
};
