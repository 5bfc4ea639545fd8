import { adviceVi } from './advice/vi/all.ts';
import type { ProbeTexts } from './texts.ts';

export const textsVi: ProbeTexts = {
  advice: adviceVi,
  conclusions: {
    'all-up': ({ checks, findings }) =>
      `${checks === 1 ? 'Thiết bị tốt' : `Cả ${checks} phép đo đều tốt`}: ${
        findings === 0 ? 'không phải làm gì.' : 'chỉ còn các phát hiện ở trên.'
      }`,
    'not-watched': ({ stage }) =>
      `Theo danh mục, thiết bị chưa hoặc không còn đưa vào sử dụng (${stage || 'chưa có ngày'}): bộ thu thập không đo thiết bị này.`,
    'credentials-missing': ({ problem }) =>
      `Không lấy được thông tin đăng nhập nên những gì cần đăng nhập đều chưa được hỏi: ${problem}. Xem docs/credentials.md.`,
    blind: ({ detail }) =>
      `Máy này không thấy cả các địa chỉ đối chứng của mình (${detail}): hãy xem mạng của máy trước; kết quả ở đây không nói gì về thiết bị.`,
    'way-down': ({ device, address, link, carrier }) =>
      `Hãy đến ${device}${address && ` (${address})`} trước: thiết bị này ở phía trước và cũng không trả lời.${
        link &&
        ` Đường truyền tại đó là ${link}${carrier && ` (${carrier})`}: hỏi doanh nghiệp viễn thông, hoặc xem đầu xa có điện không.`
      }`,
    'way-fine': ({ device }) =>
      `Đường đến ${device} vẫn trả lời: lỗi nằm phía sau, ở chính thiết bị, cáp, nguồn hoặc cổng của nó.`,
    'site-dark': ({ asked }) =>
      `Cả ${asked} thiết bị bên cạnh đã hỏi đều không trả lời: nhiều khả năng do nguồn điện hoặc đường truyền của điểm, không riêng thiết bị này.`,
    'neighbours-answer': ({ answered, asked }) =>
      `${answered}/${asked} thiết bị bên cạnh đã hỏi có trả lời: đường truyền và điểm lắp đặt vẫn tốt, lỗi ở thiết bị, cáp hoặc cổng của nó.`,
    'port-off': ({ device, name }) =>
      `Cổng ${name} của ${device} đã bị tắt chủ động: hãy bật lại, hoặc hỏi ai đã tắt và vì sao.`,
    'port-down': ({ device, name }) =>
      `Cổng ${name} của ${device} không có kết nối: thiết bị mất điện hoặc cáp giữa hai bên bị đứt.`,
    'port-idle': ({ device, name }) =>
      `Cổng ${name} của ${device} có kết nối nhưng thiết bị không gửi gì: thiết bị bị treo hoặc mất địa chỉ. Khởi động lại (tắt rồi bật nguồn PoE của cổng).`,
    'port-traffic': ({ device, name, bitsPerSecond }, amounts) =>
      `Thiết bị đang gửi ${amounts.bitRate(bitsPerSecond)} vào cổng ${name} của ${device}: thiết bị vẫn sống. Địa chỉ đã đổi, hoặc có bộ lọc giữa thiết bị và máy này.`,
    'port-unknown': ({ device, name, failure }) =>
      `Không hỏi được tình trạng cổng ${name} của ${device}: ${failure}.`,
    'poe-off': ({ device, name }) =>
      `Cổng ${name} của ${device} không cấp nguồn: thiết bị dùng PoE sẽ mất điện. Bật nguồn tại cổng, hoặc xem thiết bị nào dùng quá công suất.`,
    'all-refused': () =>
      'Có máy ở địa chỉ này và từ chối mọi kết nối: thiết bị đang khởi động, đã về cài đặt gốc, hoặc máy khác đang giữ địa chỉ. So địa chỉ MAC ở bộ định tuyến với nhãn trên thiết bị.',
    'ping-refused': ({ by }) =>
      `Ping không được trả lời, nhưng kết nối qua ${by} bị từ chối ngay: có máy đang sống ở địa chỉ này, là thiết bị này hoặc máy khác.`,
    'ping-filtered': ({ by }) =>
      `Thiết bị trả lời qua ${by} nhưng không trả lời ping: thiết bị vẫn sống, ping bị chặn. Hãy cho ping qua, hoặc đo kết nối bằng tcp.`,
    'ping-answers': ({ by }) =>
      `Ping được trả lời còn ${by} thì không: đường và thiết bị tốt; lỗi ở dịch vụ, bộ lọc hoặc quyền truy cập.`,
    'ping-silent': () =>
      'Ping cũng không được trả lời: xem nguồn, cáp và đường truyền trước, rồi mới đến các dịch vụ.',
    'channel-present': ({ recorder, channel }) =>
      `Đầu ghi hình ${recorder} vẫn nhận được hình ở kênh ${channel}: camera vẫn sống.`,
    'channel-lost': ({ recorder, channel }) =>
      `Đầu ghi hình ${recorder} không nhận được hình ở kênh ${channel}.`,
    'channel-unknown': ({ recorder, channel, failure }) =>
      `Không hỏi được đầu ghi hình ${recorder} về kênh ${channel}: ${failure}.`,
    'details-refused': ({ by }) =>
      `Qua ${by} thiết bị có trả lời nhưng từ chối đăng nhập khi hỏi chi tiết: không đọc được nhận dạng, luồng hình và bản ghi.`,
    'no-credentials': ({ by }) =>
      `Qua ${by} thiết bị đòi đăng nhập mà chưa có thông tin: ghi trong devices.csv (\`credentials\`) hoặc dùng --credentials. Xem docs/credentials.md.`,
    'no-access': ({ by }) =>
      `Qua ${by} thiết bị có trả lời nhưng không cho xem: đó không phải là gián đoạn. Bộ thu thập sẽ hỏi thưa dần vì tài khoản có thể bị khóa.`,
  },

  stages: {
    requested: 'đề nghị',
    approved: 'đã phê duyệt',
    installed: 'đã lắp đặt',
    accepted: 'đã nghiệm thu',
    'in-service': 'đang sử dụng',
    paused: 'tạm dừng',
    resumed: 'sử dụng lại',
    retired: 'thanh lý',
  },
  notInventoried: 'không có trong danh mục',
  profile: (name) => `bộ phép đo ${name}`,
  credentials: (reference) => `đăng nhập ${reference}`,
  noCredentials: 'không có thông tin đăng nhập',
  loginMissing: {
    reason: 'cần đăng nhập',
    means:
      'Thiết bị trả lời và đòi đăng nhập, nhưng chưa gửi thông tin đăng nhập nào. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
  },
  hangsOn: (device, port) => `nối vào ${device} cổng ${port}`,
  channelOf: (channel, recorder) => `kênh ${channel} của ${recorder}`,
  port: (port) => `cổng ${port}`,

  notMeasured: 'không đo',
  noCheck: (profile) => `bộ phép đo ${profile} không có chỉ tiêu này`,
  by: (prober) => `đo bằng ${prober}`,
  waits: (duration) => `chờ tối đa ${duration}`,
  round: (number, total) => `lượt ${number}/${total}`,
  sameAgain: 'như trước',
  confirmed: (probes) => `bộ thu thập chỉ kết luận sau ${probes} lần liên tiếp`,
  measurements: {
    rttAvgMs: 'khứ hồi',
    rttMinMs: 'ngắn nhất',
    rttMaxMs: 'dài nhất',
    jitterMs: 'dao động',
    lossRatio: 'mất gói',
    connectMs: 'kết nối sau',
    responseMs: 'trả lời sau',
    describeMs: 'mô tả sau',
    firstPacketMs: 'gói đầu tiên sau',
    packetsPerSecond: 'gói mỗi giây',
    bitsPerSecond: 'lưu lượng',
    rtpLossRatio: 'mất gói',
    clockOffsetMs: 'đồng hồ lệch',
    disks: 'ổ đĩa',
    disksFailed: 'trong đó hỏng',
    channels: 'kênh',
    channelsLost: 'trong đó mất hình',
    freeRatio: 'còn trống',
    oldestAgeMs: 'bản ghi cũ nhất',
  },

  headings: {
    learnt: 'Thiết bị tự cho biết',
    interfaces: 'Cổng mạng',
    around: 'Xung quanh',
    findings: 'Phát hiện',
    next: 'Cần kiểm tra tiếp',
    makers: 'Mẫu của hãng',
  },
  fields: {
    maker: 'hãng',
    model: 'kiểu máy',
    serial: 'số máy',
    firmware: 'phần mềm',
    name: 'tên',
    description: 'mô tả',
    location: 'vị trí',
    uptime: 'đã chạy',
    clock: 'đồng hồ',
    networkTime: 'máy chủ giờ',
    certificate: 'chứng thư số',
    tlsPin: 'khóa (tls_pin)',
    stream: 'luồng hình',
    disk: 'ổ đĩa',
    channel: 'kênh',
    oldest: 'bản ghi cũ nhất',
    poe: 'nguồn (PoE)',
    ups: 'nguồn (UPS)',
    sensors: 'cảm biến',
  },
  asInventoried: 'đúng danh mục',
  otherThanInventoried: (expected) => `danh mục ghi ${expected}`,
  atLeast: (expected) => `yêu cầu từ ${expected}`,
  olderThan: (expected) => `cũ hơn bản yêu cầu ${expected}`,
  notInInventory: 'danh mục không ghi',
  told: (by) => `(${by})`,
  right: 'đúng, lệch dưới một giây',
  ahead: (duration) => `nhanh ${duration} so với máy này`,
  behind: (duration) => `chậm ${duration} so với máy này`,
  networkTime: {
    ntp: (servers) => `NTP ${servers || 'không có máy chủ'}`,
    manual: () => 'đặt bằng tay',
  },
  selfSigned: 'tự ký',
  validTo: (time) => `hiệu lực đến ${time}`,
  diskStates: {
    ok: 'tốt',
    full: 'đầy',
    failed: 'hỏng',
    missing: 'không thấy',
    unknown: 'chưa rõ tình trạng',
  },
  sensors: {
    input: 'đầu vào',
    output: 'đầu ra',
    battery: 'ắc quy',
    inside: 'bên trong',
    'heat sink': 'bộ tản nhiệt',
    temperature: 'nhiệt độ',
    'fibre temperature': 'nhiệt độ mô-đun quang',
    'fibre supply': 'điện áp mô-đun quang',
    signal: 'mức tín hiệu',
    'noise floor': 'nền nhiễu',
    frequency: 'tần số',
    cpu: 'CPU',
    memory: 'bộ nhớ',
    'PoE nominal': 'PoE định mức',
    'PoE drawn': 'PoE đang cấp',
  },
  free: (size) => `trống ${size}`,
  video: { present: 'có hình', lost: 'mất hình', unknown: 'chưa rõ hình' },
  recording: { on: 'đang ghi', off: 'không ghi', unknown: 'chưa rõ ghi hình' },
  ago: (duration) => `cách đây ${duration}`,
  delivering: 'đang cấp nguồn',
  notDelivering: 'không cấp nguồn',
  upsSources: {
    mains: 'điện lưới',
    battery: 'chạy ắc quy',
    bypass: 'nối tắt',
    none: 'không có nguồn',
    other: 'nguồn khác',
  },
  charge: (percent) => `ắc quy ${percent}`,
  runtime: (duration) => `còn ${duration}`,
  load: (percent) => `tải ${percent}`,
  framesPerSecond: (count) => `${count} hình/giây`,
  streamName: ({ id, name }) => (name === undefined || name === id ? id : `${id} (${name})`),

  interfaceColumns: ['#', 'tên', 'trạng thái', 'tốc độ', 'vào', 'ra', 'lỗi vào/ra', 'phục vụ'],
  interfaceStates: {
    up: 'hoạt động',
    down: 'không kết nối',
    testing: 'đang thử',
    unknown: 'chưa rõ',
    dormant: 'chờ',
    'not-present': 'không có',
    'lower-layer-down': 'lớp dưới không kết nối',
    'switched-off': 'đã tắt',
  },
  noRate: {
    reordered: 'không tính được: sai thứ tự',
    reset: 'không tính được: bộ đếm về 0',
    width: 'không tính được: bộ đếm đổi loại',
    wrap: 'không tính được: bộ đếm 32 bit quay vòng',
    implausible: 'không tính được: vượt tốc độ cổng',
  },
  pollTwice: 'Muốn có lưu lượng cần đo hai lần: --times 2 --every 5s.',

  canariesGood: 'các địa chỉ đối chứng của máy này có trả lời',
  way: 'đường đến',
  neighbours: 'bên cạnh',
  portOf: (device, port) => `cổng ${port} của ${device}`,
  answers: 'trả lời',
  silent: 'không trả lời',
  notAsked: 'không hỏi',
  ping: 'ping',
  seeFindings: 'Ý nghĩa và cách xử lý từng phát hiện: docs/findings.md.',
  nothingNext: 'Không có gì.',

  walk: {
    complete: (count) => `${count} đối tượng, đã hết.`,
    cut: (count) => `${count} đối tượng; thiết bị còn nữa (--max-rows).`,
    maker: (name, profile) => `${name} (mẫu ${profile}) đọc:`,
    noMaker: 'Không mẫu nào phù hợp: chỉ hỏi những gì các MIB chuẩn có.',
    notThere: 'không có',
    branch: (branch, objects) => `${objects} đối tượng dưới ${branch}`,
    newMaker: 'Cách mô tả một hãng mới: docs/makers.md.',
  },
};
