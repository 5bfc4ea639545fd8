import { upFirst } from '../../../../core/text/up-first.ts';
import { days, hours, minutes, seconds } from '../../../../core/time/units.ts';
import { KIND_WORDS_VI, OTHER_KIND_WORDS_VI } from '../../../../core/words/kind-words-vi.ts';
import { withWord } from '../../../../core/words/with-word.ts';
import type { MessageTexts } from './texts.ts';

const count = (value: number): string => new Intl.NumberFormat('vi-VN').format(value);

const KINDS = { ...KIND_WORDS_VI.oneOfKind, link: 'đường truyền' };

const nameOf = (kind: keyof typeof KINDS, name: string): string =>
  withWord(KINDS[kind], name, OTHER_KIND_WORDS_VI[kind]);

const WHERE = {
  switch: (name: string) => `đấu vào ${nameOf('switch', name)}`,
  cabinet: (name: string) => `tại ${withWord('tủ', name)}`,
  site: (name: string) => `tại ${withWord('điểm', name)}`,
  area: (name: string) => `tại ${name}`,
  'area-carrier': (name: string, carrier?: string) =>
    carrier === undefined ? `tại ${name}` : `của ${carrier} tại ${name}`,
} as const;

const duration = (ms: number): string => tell(ms, minutes(1)) || 'dưới 1 phút';
const exactDuration = (ms: number): string => tell(ms, seconds(1)) || 'dưới 1 giây';

/** Down to a unit. */
function tell(ms: number, leastMs: number): string {
  let rest = Math.max(0, Math.floor(ms / leastMs) * leastMs);
  const parts: string[] = [];
  for (const [unitMs, unit] of UNITS) {
    const amount = Math.floor(rest / unitMs);
    rest -= amount * unitMs;
    if (amount > 0) parts.push(`${count(amount)} ${unit}`);
  }
  return parts.join(' ');
}

const UNITS = [
  [days(1), 'ngày'],
  [hours(1), 'giờ'],
  [minutes(1), 'phút'],
  [seconds(1), 'giây'],
] as const;

export const MESSAGE_TEXTS_VI: MessageTexts = {
  severities: { minor: 'mức thấp', major: 'mức cao', critical: 'mức nghiêm trọng' },
  news: {
    opened: 'Sự cố mới',
    reopened: 'Sự cố tái diễn',
    'cause-changed': 'Xác định lại nguyên nhân',
    grew: 'Sự cố lan rộng',
    shrank: 'Sự cố thu hẹp',
    flapping: 'Chập chờn',
    unmuted: 'Hết giờ bảo trì, vẫn còn mất',
    acknowledged: 'Đã tiếp nhận',
    noted: 'Ghi chú mới',
    resolved: 'Đã khôi phục',
    merged: 'Gộp vào sự cố khác',
    escalation: 'Chưa ai tiếp nhận',
  },
  badge: (news, severity) => `${news} · ${severity}`,
  kinds: KINDS,
  named: nameOf,
  withheld: 'thiết bị tại một điểm không nêu tên',
  collector: (id) => `bộ thu thập ${id}`,
  commonThings: ({ by, name, what, fallen, carrier }) =>
    `${count(fallen)} ${what === 'link' ? 'đường truyền' : 'thiết bị'} ${WHERE[by](name, carrier)}`,
  portOff: (port, device) => `cổng ${port} của ${device} (đã tắt chủ động)`,
  commonCause: (things) => `có thể chung nguyên nhân: ${things}`,
  evidence: ({ fallen, of, what, from, to }) =>
    `${count(fallen)}/${count(of)} ${what === 'link' ? 'đường truyền' : 'thiết bị'} cùng mất ${from === to ? `lúc ${from}` : `trong khoảng ${from}–${to}`}`,

  camerasLost: (lost, of) => `mất ${of === undefined ? count(lost) : `${count(lost)}/${count(of)}`} camera`,
  camerasBehind: (behind, lost) =>
    `${count(behind)} camera kết nối qua đây, đến nay xác nhận mất ${count(lost)}`,
  things: (amount) => `${count(amount)} thiết bị, đường truyền`,
  cameras: (amount) => `${count(amount)} camera`,
  outOf: (lost, of, percent) => `${count(lost)}/${count(of)}${percent === undefined ? '' : ` (${percent})`}`,
  andMoreAreas: (first, more) => `${first} và ${count(more)} phường, xã khác`,
  more: (amount) => `và ${count(amount)} thiết bị, đường truyền khác`,
  moreAreas: (amount) => `và ${count(amount)} nơi khác`,
  moreIncidents: (amount) => `và ${count(amount)} mục khác, không nêu ở đây`,
  list: (items) => items.join('; '),
  duration,
  exactDuration,

  subject: {
    lost: (root) => `mất ${root}`,
    degraded: (root) => `suy giảm: mất ${root}, còn đường khác`,
    blind: (collector) => `${collector} không quan sát được`,
    clock: (collector) => `chưa tin được đồng hồ, không ghi nhận gì: ${collector}`,
    again: (rest) => `Tái diễn: ${rest}`,
    causeChanged: (rest) => `Xác định lại nguyên nhân: ${rest}`,
    grew: (rest) => `Lan rộng: ${rest}`,
    shrank: (rest) => `Thu hẹp: ${rest}`,
    flapping: (root) => `Chập chờn: ${root}`,
    unmuted: (rest) => `Hết giờ bảo trì: ${rest}`,
    acknowledged: (rest) => `Đã tiếp nhận: ${rest}`,
    noted: (rest) => `Ghi chú: ${rest}`,
    resolved: (root) => `Đã khôi phục: ${root}`,
    merged: (root) => `Gộp vào sự cố khác: ${root}`,
    escalation: (rest) => `Chưa ai tiếp nhận: ${rest}`,
    after: (time) => `sau ${time}`,
    test: 'Tin thử',
    own: { news: 'Thông báo của riêng tài khoản', address: 'Xác nhận địa chỉ' },
    digest: (messages, incidents, range) =>
      `Tổng hợp ${count(messages)} tin, ${count(incidents)} sự cố · ${range}`,
    digestOfOne: (messages, rest) => `${count(messages)} tin: ${rest}`,
    report: (period, range) =>
      `${{ shift: 'Nhật ký ca trực', day: 'Báo cáo ngày', week: 'Báo cáo tuần' }[period]} ${range}`,
    reportCounts: ({ opened, resolved, unresolved }) =>
      `${count(opened)} sự cố mới, ${count(resolved)} đã khôi phục, ${count(unresolved)} chưa khôi phục`,
  },
  headline: {
    lostSince: (root, time) => `Mất ${root} từ ${time}`,
    blindSince: (collector, time) => `${upFirst(collector)} không quan sát được từ ${time}`,
    clockSince: (collector, time) =>
      `${upFirst(collector)} không ghi nhận gì từ ${time} vì chưa tin được đồng hồ của máy`,
    resolved: (root, time, lasted) => `${upFirst(root)} đã khôi phục lúc ${time}, sau ${lasted}`,
    merged: (root, time) => `${upFirst(root)}: sự cố được gộp lúc ${time}`,
    test: (time) => `Tin thử của camwatch, ${time}`,
    digest: (messages, incidents) => `${count(messages)} tin về ${count(incidents)} sự cố`,
  },
  lead: {
    cameras: (loss, areas) => `${upFirst(loss)}${areas === undefined ? '' : ` tại ${areas}`}.`,
    early: ({ things: all }) =>
      `${count(all)} thiết bị, đường truyền chỉ kết nối qua đây và chưa được kiểm tra hết. Nếu mất thêm sẽ báo trong một vài phút nữa.`,
    degraded: 'Phía sau còn đường khác hoặc vẫn trả lời: dịch vụ suy giảm, chưa mất.',
    blind:
      'Trong thời gian này không phát hiện được gián đoạn mới và không có số liệu; thiết bị có thể vẫn hoạt động.',
    clock: (off, isAhead) =>
      `Đồng hồ của máy ${isAhead ? 'nhanh' : 'chậm'} ${off} so với giờ đáng lẽ phải có. Chưa chỉnh lại hoặc chưa xác nhận thì không ghi nhận gì và không phát hiện được gián đoạn. Giờ trong tin này tính tiếp từ giờ tin được gần nhất.`,
    again: (times) => `Sự cố này đã mở ${count(times)} lần.`,
    flapping:
      'Mất rồi có lại nhiều lần. Sự cố được giữ mở và không báo từng lần, cho đến khi ổn định trở lại.',
    causeChanged: (root) => `Nguyên nhân nay được xác định là ${root}.`,
    unmuted: 'Thời gian bảo trì theo kế hoạch đã hết nhưng vẫn chưa khôi phục.',
    acknowledged: (by, time) => `${by} đã tiếp nhận lúc ${time}.`,
    noted: (by, time) => `${by} ghi lúc ${time}:`,
    note: (text) => `“${text}”`,
    mergedInto: (id) => `Những gì còn mất được theo dõi tiếp trong sự cố ${id}; chưa khôi phục.`,
    mergedElsewhere: 'Những gì còn mất được theo dõi tiếp trong một sự cố khác; chưa khôi phục.',
    escalation: (after) => `Đã ${after} kể từ tin đầu tiên mà chưa ai tiếp nhận.`,
    probable:
      'Các thiết bị, đường truyền này mất gần như cùng lúc nên có thể chung một nguyên nhân. Đây là dự đoán, cần kiểm tra.',
    muted: 'Đang trong thời gian bảo trì theo kế hoạch.',
    digest: {
      wanted: 'Các tin được gộp theo cài đặt của nơi nhận.',
      'rate-limit': 'Nhiều tin đến dồn dập nên được gộp lại; không tin nào bị bỏ.',
    },
    nothing: 'Không có sự cố nào.',
    test: (by) => `${by} gửi tin này để kiểm tra việc nhận tin.`,
    testEnd: 'Không có sự cố nào liên quan; không cần làm gì.',
  },
  titles: {
    steps: 'Việc cần làm',
    extent: 'Phạm vi',
    place: 'Địa điểm và đầu mối',
    joined: 'Mới mất thêm',
    left: 'Đã có lại',
    members: 'Đang mất',
    course: 'Diễn biến',
    links: 'Xem thêm',
    told: 'Đã báo cho',
    incidents: 'Các sự cố',
    agencies: 'Theo đơn vị quản lý, sử dụng (sự cố của nhiều đơn vị tính cho từng đơn vị)',
    opened: 'Sự cố mới',
    resolved: 'Đã khôi phục',
    unresolved: 'Chưa khôi phục',
    acknowledged: 'Đã tiếp nhận',
  },
  labels: {
    number: 'Số sự cố',
    evidence: 'Căn cứ',
    since: 'Từ',
    outage: 'Thời gian gián đoạn',
    cameras: 'Camera bị mất',
    areas: 'Theo phường, xã',
    blindSpots: 'Nơi không còn camera hoạt động',
    lostNow: 'Tổng số đang mất',
    lostEver: 'Tổng số đã mất',
    yours: 'Thuộc phạm vi nơi nhận',
    acknowledged: 'Người tiếp nhận',
    leftFrom: 'Tách từ sự cố',
    site: 'Địa điểm',
    address: 'Địa chỉ',
    area: 'Phường, xã',
    coordinates: 'Tọa độ',
    cabinet: 'Tủ',
    circuit: 'Số hiệu kênh',
    carrier: 'Doanh nghiệp viễn thông',
    duty: 'Trực tại địa điểm',
    contractor: 'Nhà thầu',
    contract: 'Hợp đồng',
    note: 'Ghi chú',
  },
  hotline: (name, phone) => `${name}, điện thoại ${phone}`,
  contract: (number, name) => (number === undefined ? name : `số ${number} (${name})`),
  junction: (name) => (name.toLowerCase().includes('ngã') ? name : `nút giao ${name}`),
  noAgency: 'Chưa xác định đơn vị',
  unnamedSite: 'một điểm không nêu tên',
  steps: {
    callCarrier: (who, circuit) =>
      `Gọi ${who}${circuit === undefined ? '' : `, báo số hiệu kênh ${circuit}`}.`,
    lookAtLine: (circuit) =>
      `Kiểm tra đường truyền${circuit === undefined ? '' : `, số hiệu kênh ${circuit}`}.`,
    checkLine: 'Kiểm tra tuyến cáp, nguồn điện và thiết bị ở hai đầu đường truyền.',
    callContractor: (who, cabinet) =>
      `Gọi ${who}${cabinet === undefined ? '' : `: kiểm tra tại ${withWord('tủ', cabinet)}`}.`,
    lookAtDevice: (cabinet) =>
      `Kiểm tra thiết bị${cabinet === undefined ? '' : ` tại ${withWord('tủ', cabinet)}`}.`,
    switchOn: (port) => `Bật lại cổng ${port}, hoặc cho biết vì sao đã tắt.`,
    checkDevice: 'Kiểm tra nguồn điện và cổng mạng của thiết bị.',
    checkCommon: {
      switch: 'Kiểm tra thiết bị chuyển mạch và nguồn cấp cho các cổng.',
      cabinet: 'Kiểm tra nguồn điện và đường lên của tủ.',
      site: 'Kiểm tra nguồn điện và đường lên của địa điểm.',
      area: 'Hỏi điện lực và doanh nghiệp viễn thông xem địa bàn có mất điện, đứt cáp không.',
      'area-carrier': 'Hỏi doanh nghiệp viễn thông xem mạng trên địa bàn có sự cố không.',
    },
    checkCollector: 'Kiểm tra mạng của chính bộ thu thập: cáp, thiết bị chuyển mạch, tường lửa.',
    compareClock: 'Trên máy của bộ thu thập, xem đồng hồ của máy, các máy chủ thời gian và bản ghi:',
    setClock: 'Nếu đồng hồ sai, chỉnh lại cho đúng: camwatch tự ghi nhận tiếp.',
    confirmClock: 'Nếu đồng hồ đúng, xác nhận và nêu đã đối chiếu với đâu; cách làm:',
    askWhoKnows: 'Liên hệ người được biết địa điểm này để xử lý.',
    callDuty: (who) => `Báo ${who}.`,
    acknowledge: 'Tiếp nhận sự cố, để mọi nơi biết đã có người xử lý:',
    acknowledgeHere:
      'Tiếp nhận sự cố: mở đường dẫn rồi bấm một lần, không cần đăng nhập (chỉ dành cho người nhận thư này, trong 12 giờ):',
    acknowledgeWithheld: 'Tiếp nhận sự cố, để mọi nơi biết đã có người xử lý; mã sự cố có trong danh sách:',
    acknowledgeYourself:
      'Khi nhận việc, báo ngay cho nơi vận hành camwatch để ghi nhận (thời gian phản hồi theo hợp đồng tính đến lúc ghi nhận):',
    acknowledgeFor: (who) =>
      `Khi ${who} báo đã nhận việc, ghi nhận cho họ (thời gian phản hồi theo hợp đồng tính đến lúc đó):`,
  },
  course: {
    since: 'bắt đầu gián đoạn',
    opened: 'mở sự cố',
    reopened: 'mở lại',
    'cause-changed': 'xác định lại nguyên nhân',
    grew: 'lan rộng',
    shrank: 'thu hẹp',
    flapping: 'chập chờn',
    unmuted: 'hết giờ bảo trì',
    acknowledged: 'tiếp nhận',
    noted: 'ghi chú',
    back: 'hết gián đoạn',
    resolved: 'kết thúc sự cố',
  },
  courseLine: (time, step, cameras) => `${time}: ${step}${cameras === undefined ? '' : `, mất ${cameras}`}`,
  links: {
    acknowledge: 'Tôi nhận xử lý',
    grafana: 'Bảng theo dõi trên Grafana',
    incident: 'Sự cố trên trang camwatch',
    page: 'Trang camwatch',
  },
  toldAt: (recipient, time) => `${recipient}, lúc ${time}`,
  item: {
    since: (time) => `Từ ${time}`,
    news: (steps) => `Tin: ${steps}`,
    longest: (root, lasted, isOpen) => `Lâu nhất: ${root}, ${lasted}${isOpen ? ', chưa khôi phục' : ''}`,
    resolvedAfter: (time, lasted) => `Khôi phục lúc ${time}, sau ${lasted}`,
    acknowledgedBy: (by) => `Người tiếp nhận: ${by}`,
    acknowledged: (incident, by, time) => `${incident}: ${by}, lúc ${time}`,
    notAcknowledged: 'Chưa ai tiếp nhận',
    call: (who) => `Gọi ${who}`,
  },
  footer: {
    incident: (id) => `Mã sự cố: ${id}`,
    sender: (timeZone) => `Tin tự động của camwatch. Giờ ghi theo múi giờ ${timeZone}.`,
  },
  pictures: {
    topology: (root, parts) => `Sơ đồ phần bị ảnh hưởng: ${root}; phía sau: ${parts}`,
    timeline: (from, to, most) =>
      `Biểu đồ số camera bị mất theo thời gian, từ ${from} đến ${to}; cao nhất ${most}`,
    timelineTitle: 'Số camera bị mất',
    collector: 'Bộ thu thập',
    states: { lost: 'mất', degraded: 'suy giảm', well: 'hoạt động', unknown: 'không nêu' },
    moreBoxes: (amount) => `+ ${count(amount)} nữa`,
    ofDevices: (lost, of) => `mất ${count(lost)}/${count(of)}`,
  },
  short: (rest) => `camwatch: ${rest.join('. ')}`,
};
