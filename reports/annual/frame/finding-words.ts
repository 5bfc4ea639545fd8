/** What the plan's findings about devices are, after how many and where: `3 camera tại 1 địa điểm …`. */
export const PLAN_FINDING_WORDS = {
  'installed-during-pause': 'lắp đặt sau khi tạm dừng đầu tư mới, chưa có căn cứ được loại trừ',
  'installed-without-opinion':
    'lắp đặt khi chưa có đủ ý kiến của Sở Khoa học và Công nghệ, Công an Thành phố',
  unused: 'đã lắp đặt nhưng ngừng hoạt động kéo dài',
  'duplicate-view': 'có thể trùng vị trí, hướng quan sát với camera của đơn vị khác',
} as const;

export type PlanFindingId = keyof typeof PLAN_FINDING_WORDS;
