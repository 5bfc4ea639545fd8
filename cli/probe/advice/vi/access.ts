import type { AdviceByReason } from '../advice.ts';

export const access: AdviceByReason<
  'credentials' | 'wrong-user' | 'wrong-key' | 'locked' | 'denied' | 'cleartext-login' | 'pin-mismatch'
> = {
  credentials: {
    means:
      'Thiết bị trả lời và từ chối tên đăng nhập, mật khẩu. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: [
      'Mật khẩu trên thiết bị đã đổi? Hãy đổi ở nơi mà tham chiếu trong devices.csv chỉ đến.',
      'Thử bằng trình duyệt một lần, đừng thử mười lần: tài khoản sẽ bị khóa sau vài lần sai.',
    ],
    by: {
      onvif: {
        check: [
          'Ở nhiều hãng, người dùng ONVIF là danh sách riêng: đã có người dùng này với mật khẩu này chưa?',
          'Mật khẩu trên thiết bị đã đổi? Hãy đổi ở nơi mà tham chiếu trong devices.csv chỉ đến.',
          'Đồng hồ lệch nhiều làm chữ ký không hợp lệ: xem đồng hồ ở trên và đặt máy chủ giờ.',
          'Thử bằng trình duyệt một lần, đừng thử mười lần: tài khoản sẽ bị khóa sau vài lần sai.',
        ],
      },
      rtsp: {
        check: [
          'Mật khẩu trên thiết bị đã đổi? Hãy đổi ở nơi mà tham chiếu trong devices.csv chỉ đến.',
          'Một số thiết bị đặt riêng kiểu đăng nhập basic hay digest cho RTSP: diễn biến cho thấy thiết bị chấp nhận kiểu nào.',
          'Đầu ghi hình giao cho mỗi người dùng một danh sách kênh: có kênh này không?',
        ],
      },
    },
  },
  'wrong-user': {
    means:
      'Thiết bị không có người dùng SNMPv3 này. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: [
      'So tên từng chữ, kể cả chữ hoa chữ thường, với danh sách người dùng trên thiết bị.',
      'Sau khi khôi phục cài đặt gốc hoặc thay máy, phải tạo lại người dùng.',
    ],
  },
  'wrong-key': {
    means:
      'Thiết bị biết người dùng SNMPv3 nhưng khóa không đúng. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: [
      'Mật khẩu và thuật toán ở hai đầu phải giống nhau: xác thực (sha256, sha, …) và mã hóa (aes, aes256r, …).',
      'Diễn biến cho biết sai cái nào: sai chữ ký là khóa xác thực, im lặng sau bước dò tìm là khóa mã hóa.',
      'Cisco và một số hãng kéo dài khóa theo cách riêng: thử `privacy: aes256r` thay cho `aes256b`.',
    ],
  },
  locked: {
    means:
      'Thiết bị đã khóa tài khoản hoặc khóa máy này sau nhiều lần sai mật khẩu. Đây không phải là gián đoạn.',
    check: [
      'Tìm xem ai đang thử mật khẩu cũ: đầu ghi khác, hệ thống xem hình, người dùng. Nhật ký của thiết bị có ghi địa chỉ.',
      'Sửa mật khẩu trước, rồi mới mở khóa tài khoản trên thiết bị hoặc chờ (thường 30 phút).',
    ],
  },
  denied: {
    means:
      'Thiết bị biết người dùng nhưng không cho xem. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: ['Cấp quyền xem cho người dùng, không cần hơn.'],
    by: {
      snmp: {
        check: [
          'Cấp cho người dùng (hoặc community) quyền đọc nhánh 1.3.6.1.2.1 và nhánh của hãng.',
          'SNMPv3: thiết bị có chấp nhận mức bảo mật đang dùng (xem diễn biến) không? Mức thấp hơn hoặc cao hơn có thể bị từ chối.',
        ],
      },
      onvif: {
        check: ['Đặt người dùng ít nhất là "Media user" hoặc "Operator"; không cần "Administrator".'],
      },
      rtsp: { check: ['Cấp cho người dùng quyền xem trực tiếp kênh này.'] },
    },
  },
  'cleartext-login': {
    means:
      'Thiết bị chỉ cho đăng nhập bằng mật khẩu không mã hóa (Basic), nên hệ thống không gửi: ai nghe trên đường truyền cũng lấy được. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: [
      'Bật digest trên thiết bị, cho cả RTSP lẫn ONVIF, và tắt basic.',
      'Trước đây thiết bị có digest? Có thể có người chen giữa và bỏ nó đi: hỏi xem ai đã đổi thiết bị hoặc mạng.',
      'Qua TLS thì được gửi: đặt `transport: tls` trong profile, và khóa của thiết bị ở cột `tls_pin` của devices.csv. Lệnh camwatch probe in khóa này.',
      'Thiết bị không có cách nào khác và đường truyền là của riêng: ghi tên thiết bị vào `cleartext_to` của thông tin đăng nhập (docs/credentials.md).',
    ],
    by: {
      onvif: {
        check: [
          'Câu hỏi đã ký cũng bị từ chối: mật khẩu có đúng, và đồng hồ thiết bị có đúng giờ không?',
          'Bật digest trên thiết bị, cho cả RTSP lẫn ONVIF, và tắt basic.',
          'Nếu không: TLS với `tls_pin`, hoặc `cleartext_to`: docs/credentials.md.',
        ],
      },
    },
  },
  'pin-mismatch': {
    means:
      'Bên trả lời qua TLS đưa ra khóa khác với `tls_pin` trong danh mục. Hệ thống không hỏi gì và không gửi thông tin đăng nhập. Đây không phải là gián đoạn: trạng thái là chưa rõ (không được truy cập).',
    check: [
      'Thiết bị đã được thay, khôi phục cài đặt gốc, hay cấp chứng thư với khóa mới? Đối chiếu khóa tại chính thiết bị, rồi sửa tls_pin.',
      'Nếu không ai làm việc đó: có người chen giữa, hoặc thiết bị khác dùng địa chỉ này. Xem mạng trước tiên.',
      'Trước khi thay đổi theo kế hoạch, ghi cả hai khóa vào tls_pin, cách nhau bằng |.',
    ],
  },
};
