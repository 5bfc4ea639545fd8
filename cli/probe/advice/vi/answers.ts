import type { AdviceByReason } from '../advice.ts';

export const answers: AdviceByReason<'mismatch' | 'malformed' | 'oversized' | 'tls' | 'internal'> = {
  mismatch: {
    means: 'Có trả lời nhưng không phải điều đã hỏi: thiết bị khác, giao thức khác, hoặc có gì đó ở giữa.',
    check: [
      'Thiết bị khác có đang giữ địa chỉ này không? So địa chỉ MAC ở bộ định tuyến với nhãn trên thiết bị.',
      'Cổng có bị chuyển tiếp sang thiết bị khác, hay sang trang của bộ định tuyến không?',
      'Trả lời trong diễn biến có đúng là của giao thức này không?',
    ],
    by: {
      snmp: {
        check: [
          'Trả lời không ký, khác phiên bản hoặc khác số hiệu là của bên lạ hoặc của phần mềm SNMP bị lỗi.',
          'Thiết bị khác có đang giữ địa chỉ này không? So địa chỉ MAC ở bộ định tuyến với nhãn trên thiết bị.',
        ],
      },
    },
  },
  malformed: {
    means: 'Có trả lời nhưng không đọc được theo giao thức này.',
    check: [
      'Có dịch vụ khác ở cổng này không? Diễn biến cho thấy phần đầu của trả lời.',
      'Luôn trả lời như vậy: phần mềm của thiết bị có lỗi. Hãy cập nhật và gửi diễn biến cho chúng tôi.',
    ],
  },
  oversized: {
    means: 'Trả lời dài quá mọi giới hạn và đã bị cắt.',
    check: [
      'Cổng và đường dẫn này có phải của dịch vụ không, hay là của luồng hình, tệp tải về?',
      'Luôn ở cùng một câu hỏi: hãy gửi diễn biến cho chúng tôi.',
    ],
    by: {
      snmp: {
        check: [
          'Thiết bị báo trả lời quá lớn dù đã hỏi từng phần nhỏ nhất: hãy cập nhật phần mềm của thiết bị.',
          'Trả lời trên 16 kB không phải của SNMP: dịch vụ nào đang ở cổng này?',
        ],
      },
    },
  },
  tls: {
    means: 'Không thiết lập được kết nối TLS.',
    check: [
      'Cổng này có dùng TLS không? `openssl s_client -connect ĐỊA_CHỈ:CỔNG` sẽ cho thấy. Nếu không, đặt `transport: plain`.',
      'Phần mềm cũ chỉ biết các phiên bản TLS không còn được chấp nhận: hãy cập nhật, hoặc dùng `plain` trong mạng riêng.',
    ],
  },
  internal: {
    means: 'Lỗi ở phía máy này: không nói gì về thiết bị, và bộ thu thập không kết luận gì từ đó.',
    check: [
      'Đọc chi tiết: thông tin đăng nhập không lấy được, chương trình không có quyền gửi ping, máy chủ tên miền không trả lời.',
      'Chương trình bị dừng hoặc không có thời gian: nó bận suốt lúc chờ, câu trả lời đến muộn có thể do đó. Máy có quá tải không? Xem số lượt đo bị bỏ qua vì quá tải trên trang.',
      'Chi tiết không hiểu được? Hãy báo cho chúng tôi.',
    ],
  },
};
