import type { DecisionFindingTexts } from './decision-finding-texts-en.ts';

export const DECISION_FINDING_TEXTS_VI: DecisionFindingTexts = {
  findingsHeading: 'Cần xem xét',
  findings: {
    'announced-after-outage': ({ ref, entity, time }) =>
      `${ref}: ghi sau khi ${entity} đã gián đoạn (${time})`,
    'cancelled-and-added-again': ({ ref, entity, detail }) =>
      `${ref}: thay cho ${detail} đã bị hủy (${entity})`,
    'identity-changed': ({ entity, time, detail }) =>
      `${entity}: số sê-ri hoặc kiểu máy khác từ ${time} (${detail})`,
    'address-swapped': ({ entity, time, detail }) => `${entity}: mang địa chỉ của ${detail} từ ${time}`,
    'serial-swapped': ({ entity, time, detail }) => `${entity}: mang số sê-ri của ${detail} từ ${time}`,
    'answers-ping-only': ({ entity, time, detail }) =>
      `${entity}: chỉ trả lời ping trong ${detail}, từ ${time}`,
    'collectors-disagree': ({ entity, time, detail }) =>
      `${entity}: hai bộ thu thập cùng giám sát (${detail}), một bộ thấy hoạt động, bộ kia thấy gián đoạn, từ ${time}`,
  },
  andMore: (count) => `và ${count} nữa`,
};
