import type { FindingTexts } from './finding-texts.ts';

export const findingTextsVi: FindingTexts = {
  heading: 'Phát hiện cần xử lý',
  none: 'Chưa phát hiện điều gì.',
  noneStand: 'Không có phát hiện nào cần xử lý.',
  names: {
    'access-refused': 'từ chối cho kiểm tra',
    'certificate-expired': 'chứng thư hết hạn',
    'certificate-self-signed': 'chứng thư tự ký',
    'cleartext-login': 'mật khẩu không mã hóa',
    'clock-drift': 'sai giờ',
    'clock-unsynchronised': 'không đồng bộ giờ',
    contradiction: 'số liệu mâu thuẫn',
    'counter-implausible': 'bộ đếm vô lý',
    'credentials-missing': 'thiếu thông tin đăng nhập',
    'default-community': 'SNMP community mặc định',
    'default-password': 'mật khẩu mặc định',
    'empty-password': 'mật khẩu trống',
    'no-password': 'không có mật khẩu',
    'disk-trouble': 'lỗi ổ đĩa',
    'firmware-old': 'phần mềm cũ',
    'model-changed': 'khác kiểu máy',
    'pin-mismatch': 'khác khóa TLS',
    'ping-filtered': 'ping bị chặn',
    'retention-short': 'lưu trữ không đủ ngày',
    'retention-long': 'lưu trữ quá thời hạn',
    'serial-changed': 'khác số máy',
    'snmp-old-version': 'SNMP phiên bản cũ',
    'other-source-address': 'trả lời từ địa chỉ khác',
    'never-answered': 'chưa từng trả lời',
    'stream-changed': 'luồng hình bị đổi',
    'telnet-open': 'Telnet đang mở',
    'on-battery': 'chạy bằng bộ lưu điện',
  },
  subjects: {
    'default login': 'đăng nhập mặc định',
    channel: 'kênh',
    details: 'chi tiết',
    retention: 'thời gian lưu',
  },
  sentences: {
    'access-refused': ({ subject, reason }) => `Không kiểm tra được (${subject}): ${reason}`,
    'certificate-expired': ({ subject, date }) => `Chứng thư TLS (${subject}) đã hết hạn ngày ${date}`,
    'certificate-self-signed': ({ subject }) => `Chứng thư TLS (${subject}) do thiết bị tự ký`,
    'cleartext-login': ({ subject, isPasswordSent }) =>
      isPasswordSent
        ? `Được gửi mật khẩu không mã hóa (${subject}) vì thông tin đăng nhập cho phép: ai nghe trên đường truyền cũng lấy được`
        : `Đòi mật khẩu không mã hóa (${subject}) nên không được gửi: bật digest, hoặc ghim khóa và hỏi qua TLS`,
    'clock-drift': ({ duration, isAhead, allowed }) =>
      `Đồng hồ ${isAhead ? 'nhanh' : 'chậm'} ${duration}; cho phép ${allowed}`,
    'clock-unsynchronised': ({ isByHand }) =>
      isByHand
        ? 'Giờ được đặt bằng tay, không đồng bộ theo NTP'
        : 'Bật đồng bộ NTP nhưng chưa khai báo máy chủ giờ nào',
    contradiction: ({ rate, channel, port, witness, state }) => {
      const at = witness && ` của ${witness}`;
      if (rate) return `Không trả lời, nhưng cổng ${port}${at} vẫn nhận ${rate} từ thiết bị`;
      if (channel) return `Không trả lời, nhưng kênh ${channel}${at || ' của đầu ghi hình'} vẫn có hình`;
      return `Cổng ${port} báo “${state}”, nhưng thiết bị phía sau vẫn trả lời: kiểm tra lại cổng trong danh mục`;
    },
    'counter-implausible': ({ subject, rate }) =>
      `Bộ đếm của cổng ${subject} cho tốc độ vượt quá ${rate || 'khả năng của cổng'}; số đo đó không được ghi`,
    'credentials-missing': () => 'Không lấy được thông tin đăng nhập ghi trong danh mục',
    'default-community': () => 'Trả lời SNMP với community phổ biến (như public)',
    'default-password': ({ subject }) => `Chấp nhận mật khẩu mặc định của hãng (${subject})`,
    'empty-password': ({ subject }) => `Chấp nhận mật khẩu trống (${subject})`,
    'no-password': ({ subject }) => `Ai cũng vào được, không cần mật khẩu (${subject})`,
    'disk-trouble': ({ subject, state }) => `Ổ đĩa “${subject}”: ${state}`,
    'firmware-old': ({ found, wanted }) => `Phần mềm ${found}, yêu cầu từ ${wanted} trở lên`,
    'model-changed': ({ expected, found }) =>
      `Kiểu máy là ${found}, trước đây hoặc trong danh mục là ${expected}`,
    'pin-mismatch': ({ subject }) =>
      `Khóa TLS khác khóa ghi trong danh mục (${subject}): khóa mới, thiết bị khác, hoặc có người chen giữa; hệ thống không hỏi gì`,
    'ping-filtered': ({ answeredBy }) =>
      `Không trả lời ping, nhưng ${answeredBy} vẫn trả lời: ping bị chặn trên đường đi hoặc ở thiết bị. Chỉ tiêu kết nối vẫn tính là mất`,
    'retention-short': ({ found, wanted }) => `Chỉ còn bản ghi của ${found}, yêu cầu ${wanted}`,
    'retention-long': ({ found, allowed }) => `Còn lưu bản ghi của ${found}, chỉ được lưu ${allowed}`,
    'serial-changed': ({ expected, found }) =>
      `Số máy là ${found}, trước đây hoặc trong danh mục là ${expected}: thiết bị đã bị thay`,
    'snmp-old-version': ({ found, wanted }) => `Dùng SNMP ${found}, yêu cầu ${wanted}`,
    'never-answered': ({ subject, reason }) =>
      `Chưa từng trả lời (${subject}: ${reason}): kiểm tra địa chỉ và cổng, community và dịch vụ SNMP, tài khoản, và danh sách máy được phép`,
    'other-source-address': () => 'Trả lời SNMP từ một địa chỉ khác với địa chỉ được hỏi',
    'stream-changed': ({ subject, expected, found }) =>
      `Luồng ${subject}: trước là ${expected}, nay là ${found}`,
    'telnet-open': () => 'Cổng Telnet đang mở',
    'on-battery': ({ charge, runtime }) =>
      `Mất điện lưới, đang chạy bằng ắc quy${charge && `, còn ${charge}`}${runtime && `, khoảng ${runtime}`}`,
  },
  actions: {
    'access-refused': 'Sửa mật khẩu đã khai báo, hoặc cấp quyền xem cho tài khoản trên thiết bị.',
    'certificate-expired': 'Gia hạn chứng thư trên thiết bị; kiểm tra cả giờ của thiết bị.',
    'certificate-self-signed':
      'Cấp chứng thư của đơn vị chứng thực của mình, hoặc chấp nhận nếu là mạng riêng.',
    'cleartext-login': 'Bật đăng nhập digest trên thiết bị; trước đó đã có digest thì hỏi ai đã đổi.',
    'clock-drift': 'Đặt lại máy chủ giờ, rồi kiểm tra thiết bị có kết nối được máy chủ đó không.',
    'clock-unsynchronised': 'Khai báo máy chủ giờ của thành phố trên thiết bị.',
    contradiction: 'Đối chiếu địa chỉ và cổng trong danh mục với thực tế; xem có bộ lọc nào chặn ping không.',
    'counter-implausible': 'Kiểm tra tốc độ cổng thiết bị báo; nếu sai thì cập nhật phần mềm.',
    'credentials-missing': 'Khai báo thông tin đăng nhập còn thiếu; nhật ký ghi rõ thiếu mục nào.',
    'default-community': 'Chuyển sang SNMPv3, hoặc đổi community và giới hạn máy được phép.',
    'default-password': 'Đổi mật khẩu ngay hôm nay và xem ai đã đăng nhập.',
    'empty-password': 'Đặt mật khẩu ngay hôm nay.',
    'no-password': 'Bật xác thực cho cả RTSP và ONVIF.',
    'disk-trouble': 'Thay ổ đĩa; nếu đầy thì bật ghi đè và xem có bản ghi nào bị khóa.',
    'firmware-old': 'Cập nhật phần mềm trong đợt bảo trì đã thông báo trước.',
    'model-changed':
      'Nếu đã thay thiết bị thì ghi vào danh mục; nếu không thì thiết bị khác đang dùng địa chỉ này.',
    'pin-mismatch':
      'So khóa trực tiếp trên thiết bị rồi sửa tls_pin; nếu không ai đổi thì kiểm tra mạng trước.',
    'ping-filtered': 'Hỏi ai đã đổi tường lửa hoặc cài đặt của thiết bị; cho phép ping từ máy giám sát.',
    'retention-short': 'Kiểm tra ổ đĩa, tốc độ luồng hình và khoảng trống của bản ghi.',
    'retention-long': 'Đặt đầu ghi tự ghi đè đúng số ngày; bản ghi làm chứng cứ thì trích xuất vào hồ sơ.',
    'serial-changed': 'Đối chiếu phiếu công việc: có thì ghi số máy mới, không có thì hỏi ai đã đến.',
    'snmp-old-version': 'Tạo người dùng SNMPv3 rồi tắt v1, v2c trên thiết bị.',
    'other-source-address': 'Cho thiết bị trả lời từ địa chỉ được hỏi, hoặc sửa địa chỉ trong danh mục.',
    'never-answered': 'Kiểm tra điện, cáp, địa chỉ, cổng và tài khoản trước khi nghiệm thu.',
    'stream-changed': 'Nếu không thống nhất trước thì đặt lại luồng hình như lúc nghiệm thu.',
    'telnet-open': 'Tắt Telnet trên thiết bị; không tắt được thì chặn trên mạng.',
    'on-battery': 'Kiểm tra nguồn điện tại địa điểm trước khi hết ắc quy.',
  },
  diskStates: {
    ok: 'tốt',
    full: 'đầy',
    failed: 'hỏng',
    missing: 'không có',
    unknown: 'chưa rõ',
  },
  toDo: 'Việc cần làm',
  whom: 'Báo cho',
  about:
    'Những điều không ổn nhưng không phải là lần gián đoạn. Mỗi điều có việc cần làm và nơi cần báo; khi kiểm tra lại thấy đã hết, điều đó tự rời danh sách.',
  aboutOwn: 'Danh sách này chỉ gồm thiết bị của bạn.',
  count: (count) => `${count} phát hiện`,
  finding: 'Phát hiện',
  since: 'Từ lúc',
  lastSeen: 'Lần thấy cuối',
  goneSince: (time) => `đã hết lúc ${time}`,
  stands: 'chưa xử lý',
  byCode: 'Theo phát hiện',
};
