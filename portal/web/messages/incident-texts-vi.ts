import type { IncidentTexts } from './incident-texts.ts';

export const incidentTextsVi: IncidentTexts = {
  heading: 'Sự cố chưa khôi phục',
  count: (total, parts) => `${total} sự cố: ${parts.join(', ')}`,
  severities: { critical: 'nghiêm trọng', major: 'mức cao', minor: 'mức thấp' },
  none: 'Không có sự cố nào chưa khôi phục.',
  more: (count) => `và ${count} sự cố nữa: camwatch incidents list`,
  acknowledgedBy: (parties) => `${parties} đã tiếp nhận`,
  notAcknowledged: 'chưa tiếp nhận',
  operator: 'đơn vị vận hành',
  flapping: 'chập chờn',
  plannedWork: 'đang bảo trì theo kế hoạch',
  degraded: 'suy giảm: còn đường khác',
  again: 'tái diễn',
  unassigned: 'Vừa mất, chưa xếp vào sự cố nào',
  latest: (time) => `gần nhất ${time}`,
};
