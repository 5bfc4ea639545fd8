import type { ListTexts } from './list-texts.ts';

export const listTextsVi: ListTexts = {
  recorders: (count) => `${count} đầu ghi hình`,
  sites: (count) => `${count} địa điểm`,
  noSites: 'Không có địa điểm nào như vậy.',
  channels: 'Kênh',
  disks: 'Ổ đĩa',
  reachesBack: 'Lưu được',
  devices: 'Thiết bị',
  degraded: 'Suy giảm',
  empty: 'không có thiết bị',
  unwatched: {
    notYet: (fromDate) => `chưa sử dụng${fromDate === undefined ? '' : `, dự kiến từ ${fromDate}`}`,
    paused: (sinceDate) => `tạm dừng từ ${sinceDate}`,
    retired: (sinceDate) => `ngừng sử dụng từ ${sinceDate}`,
  },
  byMedium: 'Theo loại',
  byCarrier: 'Theo doanh nghiệp viễn thông',
  outOfService: 'chưa, ngừng sử dụng',
  views: 'Danh sách đã lưu',
  viewName: 'Tên',
  viewSave: 'Lưu danh sách này',
  viewsEdit: 'Đổi tên, xóa',
  viewRename: 'Đổi tên',
  viewRemove: 'Xóa',
};
