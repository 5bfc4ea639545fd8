import type { AdviceByReason } from '../advice.ts';

const USUAL_PATHS =
  'Thường gặp: Hikvision /Streaming/Channels/101, Dahua /cam/realmonitor?channel=1&subtype=0, Axis /axis-media/media.amp, Hanwha /profile2/media.smp, Uniview /media/video1.';

export const device: AdviceByReason<
  | 'busy'
  | 'unsupported'
  | 'device-error'
  | 'cut-short'
  | 'no-media'
  | 'video-loss'
  | 'not-recording'
  | 'disk'
  | 'retention'
  | 'port-down'
  | 'saturated'
  | 'ping-filtered'
> = {
  busy: {
    means: 'Thiết bị báo không còn chỗ cho một phiên nữa.',
    check: [
      'Ai đang kết nối? Đầu ghi hình, hệ thống xem hình và người xem mỗi bên giữ một phiên; phiên chết còn giữ chỗ vài phút.',
      'Dùng luồng phụ nhẹ hơn, hoặc nâng giới hạn số phiên.',
      'Không ai kết nối mà vẫn bận: khởi động lại.',
    ],
  },
  unsupported: {
    means: 'Thiết bị trả lời rằng không có điều đã hỏi.',
    check: ['Đường dẫn và cổng có đúng với hãng và kiểu máy này không?'],
    by: {
      snmp: {
        check: [
          'Xem thiết bị có gì: `camwatch probe … --walk`; docs/makers.md chỉ cách mô tả một hãng mới.',
          'SNMP của thiết bị có thể phải bật từng phần, hoặc chỉ có ở phần mềm mới hơn.',
          'Về ổ đĩa, kênh và bản ghi, ONVIF thường cho biết nhiều hơn (`--as onvif`; đặt `prober: onvif` cho phép đo).',
        ],
      },
      onvif: {
        check: [
          'Thiết bị có ONVIF không, đường dẫn có phải /onvif/device_service không? Nếu khác, đặt `path` cho phép đo.',
          'Có thể chỉ thiếu dịch vụ này: đầu ghi hình không có Profile G thì không cho biết về bản ghi.',
        ],
      },
      rtsp: {
        check: [
          'Đường dẫn của luồng hình khác: lấy đường dẫn mà ONVIF cho biết (xem luồng hình) và đặt `path` cho phép đo.',
          USUAL_PATHS,
          'Kênh có thể trống, hoặc luồng bị tắt trên thiết bị.',
        ],
      },
    },
  },
  'device-error': {
    means: 'Thiết bị trả lời bằng một lỗi của chính nó.',
    check: [
      'Hỏi lại sau một phút: sau khi khởi động, các dịch vụ lên dần.',
      'Luôn cùng một lỗi: khởi động lại, rồi cập nhật phần mềm; chi tiết lỗi là điều hãng cần biết.',
    ],
    by: {
      snmp: {
        check: [
          'Sai giờ hoặc sai mã thiết bị SNMP: thiết bị vừa khởi động lại hoặc đã thay máy. Hỏi lại; nếu vẫn vậy, khởi động lại SNMP.',
          'Luôn cùng lỗi ở cùng một đối tượng: cập nhật phần mềm.',
        ],
      },
    },
  },
  'cut-short': {
    means:
      'Thiết bị trả lời, nhưng thiếu một phần điều được hỏi. Phần đã nhận có thể chứng minh có lỗi, không bao giờ chứng minh mọi thứ đều tốt.',
    check: [
      'Thiết bị chậm hay bận? Xem thời gian trả lời: tăng `timeout` của phép đo, hoặc đo thưa hơn.',
      'Phần nào thiếu ghi ở chi tiết. Luôn thiếu cùng một phần: cập nhật phần mềm, hoặc khởi động lại.',
      'Câu trả lời dài không bao giờ đến: tường lửa trên đường có chặn gói phân mảnh không?',
    ],
  },
  'no-media': {
    means:
      'Thiết bị trả lời nhưng không có hình: không có luồng ở đường dẫn này, hoặc luồng phát mà không có gói nào.',
    check: [
      'Trả lời 404: đường dẫn khác. Lấy đường dẫn mà ONVIF cho biết (xem luồng hình) và đặt `path` cho phép đo.',
      USUAL_PATHS,
      'Nếu không phải 404: trang của chính camera có hình không? Không có: bộ mã hóa hoặc cảm biến bị treo. Khởi động lại; không được thì thay.',
      'Luồng có bị tắt, hoặc chỉ phát multicast không?',
      'Trên đường truyền chậm, gói đầu có thể đến muộn: tăng `timeout` của phép đo.',
    ],
  },
  'video-loss': {
    means: 'Đầu ghi hình không nhận được hình từ camera này.',
    check: [
      'Camera có trả lời không? Có thì đầu ghi hình đang dùng sai địa chỉ hoặc mật khẩu của camera.',
      'Camera cũng không trả lời: nguồn và cáp giữa camera và đầu ghi; cổng PoE của đầu ghi bị tắt.',
      'Camera tương tự: cáp đồng trục và đầu nối.',
    ],
  },
  'not-recording': {
    means: 'Có hình nhưng không được lưu.',
    check: [
      'Đầu ghi hình có lịch ghi cho kênh này vào lúc này không, chế độ có phải liên tục không?',
      'Có ổ đĩa ghi được không? Ổ đĩa mới thay phải được định dạng trước.',
    ],
  },
  disk: {
    means: 'Một ổ đĩa của đầu ghi hình bị hỏng, không thấy, hoặc đầy mà không ghi đè.',
    check: [
      'Ổ nào: xem các ổ đĩa ở trên. Ổ hỏng cần thay sớm: dữ liệu trên đó có thể mất.',
      'Đầy: đã bật ghi đè chưa, có bản ghi nào bị khóa không?',
      'Nhiều ổ cùng lúc: do nguồn, cáp hoặc bo điều khiển hơn là do ổ đĩa.',
    ],
  },
  retention: {
    means: 'Bản ghi cũ nhất chưa đủ số ngày đã thỏa thuận.',
    check: [
      'Gần đây có thay hoặc định dạng ổ đĩa không? Nếu có, số ngày sẽ tự tăng trở lại.',
      'Dung lượng có đủ không? Số ngày lưu = tổng số byte ÷ (tổng tốc độ bit ÷ 8 × 86.400).',
      'Có ai nâng tốc độ bit, kích thước hoặc số hình mỗi giây không? Xem phát hiện về luồng hình thay đổi.',
    ],
  },
  'port-down': {
    means: 'Cổng mạng đang bật nhưng không có kết nối.',
    check: [
      'Đầu kia là gì: mất điện, hay cáp, sợi quang bị rút hoặc đứt?',
      'Mô-đun quang (SFP) không hợp với sợi quang hoặc tốc độ; mức thu quang.',
    ],
  },
  'ping-filtered': {
    means:
      'Thiết bị không trả lời ping nhưng trả lời phép đo khác: ping bị chặn trên đường đi hoặc ở chính thiết bị. Chỉ tiêu kết nối vẫn tính là mất; không ai được báo là mất thiết bị.',
    check: [
      'Hỏi xem ai đã đổi tường lửa, danh sách truy cập của bộ định tuyến, bộ chuyển mạch, hoặc cài đặt "trả lời ping" của thiết bị.',
      'Cho phép gói echo request (ICMP loại 8) từ máy này đi qua; ping từ chính mạng con của thiết bị cho biết bị chặn ở phía nào.',
      'Nếu không thể cho ping đi qua thì đo kết nối bằng TCP: `prober: tcp` trong hồ sơ đo.',
    ],
  },
  saturated: {
    means: 'Đường truyền gần hết dung lượng.',
    check: [
      'Cái gì đang dùng: các luồng hình phía sau, sao lưu, cập nhật, hay người xem tất cả?',
      'Dung lượng trong links.csv có đúng như thỏa thuận với doanh nghiệp viễn thông không?',
      'Hình giật trước khi mất: giảm tốc độ bit, hoặc đề nghị nâng đường truyền.',
    ],
  },
};
