import type { BlindTexts } from './blind-texts.ts';

export const blindTextsVi: BlindTexts = {
  heading: 'Điểm mù',
  count: (count) => `${count} nơi`,
  none: 'Không có nơi nào như vậy.',
  about:
    'Phường, xã và địa điểm không còn camera nào được biết là đang hoạt động. “Mất hết”: mọi camera đã được kiểm tra và đều mất. “Chưa rõ”: có camera không đo được; camera đó không tính là hoạt động, cũng không tính là mất.',
  aboutOwn: 'Chỉ tính camera bạn được xem: ở cùng nơi, camera của đơn vị khác có thể vẫn hoạt động.',
  where: 'Nơi',
  places: { area: 'phường, xã', site: 'địa điểm' },
  states: {
    lost: 'mất hết',
    unknown: 'chưa rõ',
    'out-of-service': 'camera chưa hoặc ngừng sử dụng',
    'no-camera': 'không có camera',
  },
  byPlace: 'Theo nơi',
  lost: (cameras) => (cameras === '1' ? 'mất camera duy nhất' : `mất cả ${cameras} camera`),
  notKnown: (down, unknown) =>
    down === '0' ? `${unknown} camera chưa rõ` : `mất ${down}, chưa rõ ${unknown} camera`,
  outOfService: (cameras) => `${cameras} camera chưa hoặc ngừng sử dụng`,
  cause: 'Nguyên nhân, xử lý',
  noCause: 'chưa xếp vào sự cố nào',
  whose: 'Camera của',
  plan: 'Bảo trì theo kế hoạch',
  running: (until) => `đang bảo trì đến ${until}`,
  planned: (span) => `sẽ bảo trì ${span}`,
  wards: (count) => `${count} phường, xã`,
  sites: (count) => `${count} địa điểm`,
  siteWord: () => 'địa điểm',
  unknownMore: (count) => `${count} nơi chưa rõ`,
  no: 'không nơi nào mất hết camera',
};
