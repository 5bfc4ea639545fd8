import type { Texts } from './texts.ts';

export const vi: Texts = {
  title: (devices) =>
    `Bản trình diễn camwatch: ${devices} thiết bị giả lập tại các phường, xã có thật của Hà Nội`,
  starting: 'đang khởi động',
  whatIsThis: [
    'Một thành phố nhỏ nằm trên các địa chỉ loopback của máy này; camwatch giám sát bằng các lượt đo thật.',
    'Một kịch bản gây sự cố và ghi lại thời điểm; cuối cùng đối chiếu bản ghi đó với sổ của camwatch.',
  ],
  page: 'Trang theo dõi',
  users: 'Tài khoản của bản trình diễn, mỗi vai trò một tài khoản (/login trên trang):',
  pingsAndRoutes:
    'kết nối đo bằng ping ICMP (fping); sự cố tạo bằng tuyến không đến được (unreachable route)',
  connectsAndListeners: (why) =>
    `kết nối đo bằng kết nối TCP, không phải ping; sự cố tạo bằng cách đóng cổng (${why})`,
  whyListeners: {
    'ip-missing': 'chưa cài chương trình ip',
    'routes-refused': 'chỉ root mới được đổi tuyến',
    'fping-unusable': 'chưa cài fping hoặc fping không được phép gửi ping',
  },
  influxAt: (url, pid) => `InfluxDB riêng của bản trình diễn tại ${url} (tiến trình ${pid})`,
  influxMissing: 'chưa cài influxd: không lưu số đo; trạng thái và các lần gián đoạn vẫn được ghi',
  influxOff:
    'không dùng InfluxDB theo yêu cầu: không lưu số đo; trạng thái và các lần gián đoạn vẫn được ghi',
  influxBroken: 'kịch bản đang tạm dừng InfluxDB',
  log: 'Nhật ký',
  endsAfter: (duration) => `tự kết thúc sau ${duration}; Ctrl-C để kết thúc sớm`,
  endsByCtrlC: 'chạy đến khi nhấn Ctrl-C',

  up: (up, total) => `${up}/${total} thiết bị hoạt động`,
  unknown: (count) => `${count} chưa rõ hoặc không đo`,
  nothingDown: 'không có gì đang mất',
  downNow: (devices, incidents) => `Đang mất: ${devices} thiết bị, ${incidents} sự cố`,
  cameras: (count) => `${count} camera`,
  devices: (count) => `${count} thiết bị`,
  sinceSeconds: (seconds) => `đã ${seconds} giây`,
  andMore: (count) => `và ${count} nữa`,
  scriptHas: 'Kịch bản đang gây ra',
  scriptHasNothing: 'Kịch bản đang để yên mọi thứ',
  seenBy: (found, total) => `camwatch đã thấy ${found}/${total}`,
  faultsSeen: (seen, total) => `sự cố của kịch bản: camwatch đã thấy ${seen}/${total}`,
  upJustNow: 'lúc này đang hoạt động',
  nothingToSee: 'không được ảnh hưởng gì',
  kinds: {
    'link-cut': 'đứt đường truyền',
    'ward-power': 'phường, xã mất điện',
    'port-down': 'cổng mất tín hiệu',
    saturated: 'đường truyền đầy tải',
    'agent-restart': 'SNMP agent khởi động lại',
    flapping: 'camera chập chờn',
    'dead-camera': 'camera hỏng',
    'no-video': 'camera không có hình',
    'clock-drift': 'đồng hồ chạy sai',
    'wrong-password': 'mật khẩu bị đổi',
    'port-closed': 'đầu ghi bị treo',
    'disk-full': 'đầy ổ đĩa',
    'channel-lost': 'mất kênh',
    'serial-swapped': 'switch bị thay',
  },
  probesPerSecond: (count) => `${count} lượt đo/giây`,
  late: (seconds) => `trễ ${seconds} giây`,
  sight: {
    starting: 'vòng đo đầu tiên',
    seeing: 'địa chỉ kiểm chứng trả lời',
    blind: 'KHÔNG QUAN SÁT ĐƯỢC: địa chỉ kiểm chứng im lặng',
  },
  influx: {
    off: () => 'không có InfluxDB',
    elsewhere: () => 'máy khác đang ghi',
    writing: () => 'InfluxDB đang nhận số đo',
    queueing: (queuedPoints) => `InfluxDB không trả lời: ${queuedPoints} điểm chờ trên đĩa`,
  },
  ending: 'đang kết thúc',

  result: {
    heading: (faults, seconds) => `${faults} sự cố trong ${seconds} giây: đối chiếu kịch bản với sổ`,
    columns: ['sự cố', 'đối tượng', 'thực tế', 'trong sổ', 'lệch tối đa', 'biểu hiện', 'đã thấy', ''],
    verdicts: {
      found: 'đạt',
      missed: 'KHÔNG THẤY',
      misplaced: 'LỆCH QUÁ MỨC',
      mistaken: 'SAI TRẠNG THÁI HOẶC LÝ DO',
      'cut-short': 'dừng giữa chừng',
    },
    noFaults: 'Bản trình diễn kết thúc trước khi kịch bản gây sự cố.',
    edges: (count, mean, worst) =>
      `${count} mốc thời gian: lệch trung bình ${mean} giây, tối đa ${worst} giây; mỗi mốc không quá chu kỳ đo và thời gian của lượt đo`,
    edgesLate: (count) =>
      `trừ ${count} lần mất: các lượt đo bị trễ, mốc vẫn nằm trong giới hạn đã ghi trong sổ`,
    edgesBeyond: (count) => `${count} MỐC THỜI GIAN LỆCH QUÁ CHU KỲ ĐO VÀ THỜI GIAN CỦA LƯỢT ĐO`,
    nothingUnexpected: 'không có gián đoạn, suy giảm hay phát hiện nào ngoài kịch bản',
    unexpected: (count) => `${count} MỤC NGOÀI KỊCH BẢN:`,
    standing: (found, expected) =>
      `phát hiện có sẵn từ đầu (SNMPv2c, firmware cũ): thấy ${found}/${expected}`,
    coverage: (covered, period) =>
      `thời gian có số liệu: ${covered}/${period} giây (tính từ vòng đo thứ hai)`,
    work: (probes, shortfall, cpuPercent, devicesPercent) =>
      `${probes} lượt đo, bỏ qua ${shortfall} lượt vì quá tải, ${cpuPercent} % một nhân CPU, trong đó thiết bị giả lập ${devicesPercent} %`,
    bandwidth: (links, worst, limit) =>
      `băng thông ${links} đường truyền khớp bộ đếm của thiết bị: lệch tối đa ${worst} % (cho phép ${limit} %)`,
    bandwidthOff: (links, worst, limit) =>
      `BĂNG THÔNG ${links} ĐƯỜNG TRUYỀN LỆCH ${worst} % SO VỚI BỘ ĐẾM CỦA THIẾT BỊ (cho phép ${limit} %)`,
    bandwidthThrough: (wraps, restarts) =>
      `qua ${wraps} lần bộ đếm 32 bit quay vòng và ${restarts} lần agent khởi động lại`,
    bandwidthColumns: [
      'đường truyền',
      'có số liệu',
      'bộ đếm vào/ra',
      'đo được vào/ra',
      'InfluxDB vào/ra',
      'lệch',
      '',
    ],
    wrapped: (times) => `quay vòng ${times} lần`,
    gapped: (times) => `${times} khoảng trống`,
    incidents: (outages, opened, unresolved) =>
      `${outages} lần mất được gộp thành ${opened} sự cố, ${unresolved} chưa khôi phục`,
    ledgerFine: (rows) => `kiểm tra sổ: ${rows} dòng, chuỗi nguyên vẹn`,
    ledgerBroken: (problems) => `SỔ CÓ LỖI: ${problems}`,
    points: (readings) => `InfluxDB có đủ ${readings} lượt đo; số điểm theo bảng:`,
    notComplete: (stored, readings) => `INFLUXDB CHỈ CÓ ${stored}/${readings} LƯỢT ĐO; số điểm theo bảng:`,
    queued: (points) => `InfluxDB không trả lời lúc kết thúc: ${points} điểm chờ trên đĩa`,
    kept: (dir) => `đã giữ lại tại ${dir}`,
    keptHint: (dir) => `xem bằng ./camwatch ledger verify --config ${dir}/city`,
    removed: 'đã xóa mọi thứ bản trình diễn tạo ra; dùng --keep để giữ lại',
    fine: 'Mọi sự cố đều được phát hiện, không có gì khác.',
    notFine: 'Sổ và kịch bản không khớp nhau.',
    wasBusy: (idle) =>
      `Máy này chỉ rảnh ${idle} % thời gian: điều không khớp có thể do đó. Hãy thử lại khi máy bớt việc.`,
  },
};
