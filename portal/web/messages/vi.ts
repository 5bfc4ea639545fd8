import type { ClockDoubtCause } from '../../../core/time/clock.ts';
import { findingTextsVi } from '../../../core/words/finding-texts-vi.ts';
import { KIND_WORDS_VI } from '../../../core/words/kind-words-vi.ts';
import { learntTextsVi } from '../../../core/words/learnt-texts-vi.ts';
import { STATE_WORDS_VI } from '../../../core/words/state-words-vi.ts';
import { blindTextsVi } from './blind-texts-vi.ts';
import { chartTextsVi } from './chart-texts-vi.ts';
import { dutyTextsVi } from './duty-texts-vi.ts';
import { historyTextsVi } from './history-texts-vi.ts';
import { incidentTextsVi } from './incident-texts-vi.ts';
import { linkTextsVi } from './link-texts-vi.ts';
import { listTextsVi } from './list-texts-vi.ts';
import type { Messages } from './messages.ts';
import { placeTextsVi } from './place-texts-vi.ts';

const CLOCK_CAUSES = {
  step: 'đồng hồ bị chỉnh nhảy',
  'behind-record': 'đồng hồ chậm hơn sổ ghi',
  'ahead-of-record': 'đồng hồ đi trước sổ ghi quá xa',
  'time-servers': 'máy chủ thời gian báo giờ khác',
} as const satisfies Readonly<Record<ClockDoubtCause, string>>;

export const vi: Messages = {
  language: 'vi',
  switchLanguage: 'English',
  darkTheme: 'Nền tối',
  lightTheme: 'Nền sáng',

  pageTitle: 'Giám sát camera',
  sections: {
    incidents: 'Sự cố',
    devices: 'Thiết bị',
    links: 'Đường truyền',
    findings: 'Phát hiện',
    recorders: 'Đầu ghi',
    sites: 'Địa điểm',
  },
  navigation: {
    menu: 'Menu',
    sections: 'Các trang',
    look: 'Ngôn ngữ và giao diện',
    skip: 'Chuyển đến nội dung',
  },
  backToCity: 'Toàn thành phố',
  search: {
    label: 'Tìm thiết bị, đường truyền, địa điểm, đơn vị, hợp đồng, sự cố, phát hiện',
    hint: 'Tìm  ( / )',
    heading: 'Tìm kiếm',
    about: (query) => `Kết quả cho “${query}”`,
    none: 'Không tìm thấy gì. Có thể gõ không dấu, một phần của mã, tên, địa điểm, phường, xã, số hợp đồng, số sự cố hoặc điều phát hiện.',
    more: (count, isAll) => (isAll ? `và ${count} nữa` : `và hơn ${count} nữa: hãy gõ thêm`),
  },
  list: {
    clearFilter: 'Bỏ lọc',
    asFile: 'Tải về:',
    next: 'Trang sau',
    first: 'Trang đầu',
    byAgency: 'Theo đơn vị',
    byDistrict: 'Theo địa bàn',
    byContractor: 'Theo nhà thầu',
    byKind: 'Theo loại thiết bị',
    byArea: 'Theo phường, xã',
  },
  devicesPage: {
    count: (count) => `${count} thiết bị`,
    none: 'Không có thiết bị nào như vậy.',
    all: 'Tất cả thiết bị ở đây',
  },
  asOf: 'Số liệu lúc',
  demoNotice: 'Bản trình diễn: thiết bị và sự cố đều là giả lập, không phải của thành phố.',
  emptyInventory: 'Danh mục chưa có thiết bị nào. Hãy nhập sites.csv, devices.csv và links.csv.',

  ...STATE_WORDS_VI,
  ...KIND_WORDS_VI,
  links: 'đường truyền',
  lostCameras: (down, total) => `mất ${down}/${total} camera`,
  lostDevices: (count) => `mất ${count} thiết bị`,
  lost: 'mất',
  noneLost: 'không mất',
  noneInventoried: 'không có trong danh mục',
  degradedMore: (count) => `${count} suy giảm`,
  unknownMore: (count) => `${count} chưa rõ`,
  upMore: (count) => `${count} hoạt động`,
  unknownTile: 'chưa rõ trạng thái',
  unknownTileNone: 'mọi thiết bị đều có số liệu',
  otherDevices: 'thiết bị khác',
  asLastSeen: (time) => `lần cuối quan sát được: ${time}`,

  mapHeading: 'Toàn cảnh theo phường, xã',
  mapExplained: 'Mỗi ô là một phường, xã; đường viền đậm là địa bàn quận, huyện, thị xã cũ',
  mapDescription: (lostAreas, totalAreas) =>
    `Sơ đồ ${totalAreas} phường, xã xếp theo vị trí; ${lostAreas} nơi có camera đang mất`,
  legend: {
    up: 'hoạt động',
    degraded: 'mất hoặc suy giảm một phần',
    down: 'mất từ một nửa trở lên',
    unknown: 'chưa có số liệu',
    none: 'không có thiết bị',
  },
  legendStale: 'Màu xám: bộ thu thập không quan sát được; con số là của lần cuối quan sát',
  areaTitle: (area, district) => `${area} (địa bàn ${district} cũ)`,
  noCamerasHere: 'không có camera trong danh mục',

  withheldCause: 'Nguyên nhân tại địa điểm không công khai',
  inferred: 'suy ra từ các thiết bị phía sau',
  perhapsPower: 'có thể do mất điện',
  since: (time) => `từ ${time}`,
  edgeBetween: (after, at) =>
    `Mất trong khoảng từ ${after} (lần đo cuối còn tốt) đến ${at} (lần đo đầu bị mất)`,
  edgeFirstSeen: (at) => `Mất ngay từ lần đo đầu tiên lúc ${at}`,
  duration: (days, hours, minutes) =>
    [days && `${days} ngày`, hours && `${hours} giờ`, minutes && `${minutes} phút`]
      .filter(Boolean)
      .join(' ') || 'dưới 1 phút',
  seconds: (count) => `${count} giây`,
  andMore: (count) => `và ${count} nữa`,
  showDevices: (count) => `Xem ${count} thiết bị`,

  districtHeading: 'Theo địa bàn quận, huyện, thị xã cũ',
  district: 'Địa bàn',
  area: 'Phường, xã',
  device: 'Thiết bị',
  totalRow: 'Toàn thành phố',
  ownRow: 'Tất cả của đơn vị bạn',
  notWatched: (count) =>
    `${count} thiết bị trong danh mục chưa hoặc không còn đưa vào sử dụng, không tính ở đây`,
  countHint: 'mất / tổng số',

  health: {
    heading: 'Tình trạng giám sát',
    collector: 'Bộ thu thập',
    starting: 'đang khởi động, chưa có số liệu',
    seeing: (since) => `quan sát tốt từ ${since}`,
    centre: 'Trung tâm',
    covering: (covering, known) => `${covering}/${known} bộ thu thập đang quan sát`,
    blind: (since) => `không quan sát được từ ${since}`,
    blindNotice: (since, coveredUntil) =>
      `Bộ thu thập không quan sát được mạng từ ${since}. Trạng thái hiện tại chưa rõ; trang hiển thị những gì biết được đến ${coveredUntil}.`,
    recordAheadNotice: (until) =>
      `Sổ ghi có phần ở tương lai, đến ${until}: trước lúc đó không có thời gian nào được tính là đã quan sát. Đồng hồ từng chạy trước; lệnh camwatch ledger void-future khắc phục việc này.`,
    clock: (since) => `chưa tin được đồng hồ của máy từ ${since}`,
    clockNotice: (cause, machine, expected) =>
      `Không ghi nhận gì vì chưa tin được đồng hồ của máy này (${CLOCK_CAUSES[cause]}). Máy báo ${machine}; đúng ra khoảng ${expected}. Hãy chỉnh lại đồng hồ, hoặc xác nhận bằng lệnh camwatch clock confirm.`,
    startingNotice: 'Bộ thu thập đang khởi động: trạng thái sẽ hiện dần sau vòng đo đầu tiên.',
    lateness: (seconds) => `trễ ${seconds} giây`,
    shortfall: (count) => `bỏ qua ${count} lượt đo vì quá tải`,
    engine: 'Cách đo kết nối',
    engines: {
      fping: 'ping ICMP (fping)',
      ping: 'ping ICMP (lệnh ping)',
      tcp: 'kết nối TCP, không phải ping',
    },
    tcpNotice:
      'Chỉ tiêu kết nối đang đo bằng kết nối TCP thay cho ping ICMP: thiết bị trả lời ping nhưng đóng cổng sẽ bị coi là mất.',
    measurements: 'InfluxDB',
    measurementModes: {
      off: () => 'chưa cấu hình: không lưu số đo; trạng thái vẫn được ghi vào sổ đầy đủ',
      elsewhere: () => 'máy khác của trung tâm đang ghi',
      writing: () => 'đang ghi số đo',
      queueing: (since, points) => `InfluxDB không trả lời từ ${since}; ${points} điểm đo đang chờ trên đĩa`,
    },
    measurementFault: (status) => {
      if (status === undefined) return 'InfluxDB không nhận số đo; nguyên nhân ghi trong nhật ký';
      return status === 401 || status === 403
        ? `InfluxDB từ chối camwatch (${status})`
        : `InfluxDB trả lời ${status}`;
    },
    catchingUp: (points) => `đang ghi bù ${points} điểm đo`,
    nothingDropped: 'không mất số liệu',
    dropped: (points) => `đã phải bỏ ${points} điểm đo cũ nhất vì hàng chờ đầy`,
    setAside: (points) => `${points} điểm đo bị InfluxDB từ chối đang để riêng`,
    configuration: 'Cấu hình',
    configurationRefused: (since, problems, place) =>
      `Thay đổi lúc ${since} không được nhận vì có ${problems} lỗi${place && ` (lỗi đầu tiên ở ${place})`}; cấu hình cũ vẫn có hiệu lực. Chạy camwatch check để xem chi tiết.`,
    ledger: 'Sổ ghi trạng thái',
    ledgerFine: 'đang ghi',
    ledgerFailing: (reason) => `không ghi được: ${reason}`,
  },

  devicePage: {
    state: 'Trạng thái',
    indicator: 'Chỉ tiêu giám sát',
    sinceColumn: 'Từ lúc',
    lastProbe: 'Lần đo cuối',
    lastMeasured: (time, ago, isBeforeOutage) =>
      `Số đo gần nhất lúc ${time}, ${ago}${isBeforeOutage ? ', trước khi gián đoạn' : ''}`,
    measured: 'Kết quả đo',
    flapping: 'chập chờn',
    upstream: 'Đường đến thiết bị',
    noUpstream: 'Danh mục không ghi đường truyền hay thiết bị nào phía trước.',
    path: (number) => `Đường ${number}`,
    core: 'trung tâm',
    withheld: 'không công khai',
    channel: (channel, recorder) => `kênh ${channel} của ${recorder}`,
    outages: (days) => `Lần gián đoạn trong ${days} ngày qua`,
    noOutages: 'Không có lần gián đoạn nào.',
    from: 'Từ',
    to: 'Đến',
    lasting: 'Kéo dài',
    ongoing: 'đang tiếp diễn',
    reason: 'Lý do',
    site: 'Vị trí',
    restricted: '(địa điểm hạn chế: chỉ nêu đến phường, xã)',
    agency: 'Đơn vị quản lý, sử dụng',
    agencyUndetermined: 'chưa xác định',
    contractor: 'Nhà thầu',
    none: 'không có',
    kind: 'Loại',
    because: 'do',
    notInService: (why) => `Thiết bị không được đo: ${why}.`,
    noStatus: 'Chưa có chỉ tiêu nào được đo.',
  },

  findings: findingTextsVi,
  incidents: incidentTextsVi,
  duty: dutyTextsVi,
  linkPage: linkTextsVi,
  placePage: placeTextsVi,
  listsPage: listTextsVi,
  blindPage: blindTextsVi,
  historyPage: historyTextsVi,
  charts: chartTextsVi,
  learnt: learntTextsVi,

  districtPage: {
    areas: 'Phường, xã',
    notUp: 'Thiết bị mất hoặc suy giảm',
    allUp: 'Không có thiết bị nào mất hoặc suy giảm.',
  },

  errors: {
    notFound: 'Không có trang này',
    forbidden: 'Tài khoản này không được làm việc đó',
    badRequest: 'Địa chỉ trang không đúng',
    internal: 'camwatch gặp lỗi khi dựng trang này; chi tiết ở nhật ký của máy chủ',
  },
};
