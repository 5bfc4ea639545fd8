import type { AdviceByReason } from '../advice.ts';

export const network: AdviceByReason<'dns' | 'refused' | 'unreachable' | 'reset' | 'timeout' | 'loss'> = {
  dns: {
    means: 'Địa chỉ là một tên miền và không máy chủ tên miền nào biết tên này.',
    check: [
      'Trên máy này chạy `getent hosts TÊN`. Tên khác vẫn tra được? Vậy tên này sai hoặc đã bị gỡ.',
      'Nên ghi địa chỉ số vào devices.csv: camera ít khi cần tên miền.',
    ],
  },
  refused: {
    means: 'Có máy ở địa chỉ này và trả lời ngay rằng không có dịch vụ nào ở cổng này.',
    check: [
      'Cổng có đúng không: cột `port` trong devices.csv, hoặc `port` của phép đo?',
      'Nếu qua địa chỉ chuyển tiếp thì chính bộ định tuyến từ chối: quy tắc chuyển tiếp còn không, có đúng thiết bị không?',
      'Dịch vụ bị tắt, hoặc treo sau khi cập nhật: khởi động lại từ trang quản trị của thiết bị.',
    ],
    by: {
      snmp: {
        check: [
          'Bật SNMP trên thiết bị: phần lớn camera và đầu ghi hình xuất xưởng ở trạng thái tắt.',
          'Cổng có đúng không (161, trừ khi đã đổi)?',
        ],
      },
      onvif: {
        check: [
          'Bật ONVIF trên thiết bị: nhiều hãng mặc định tắt và cần người dùng riêng cho ONVIF.',
          'Cổng có đúng không? Ngoài 80, các hãng còn dùng 8000, 8080, 8899 và 2020.',
          'Nếu qua địa chỉ chuyển tiếp: quy tắc chuyển tiếp còn không, có đúng thiết bị không?',
        ],
      },
      rtsp: {
        check: [
          'Cổng có đúng không? Ngoài 554, các hãng còn dùng 8554 và 10554; qua địa chỉ chuyển tiếp thì theo cổng đã thỏa thuận.',
          'RTSP có thể đang bị tắt trên thiết bị.',
        ],
      },
    },
  },
  unreachable: {
    means: 'Một bộ định tuyến trên đường, hoặc chính máy này, báo rằng không có đường đến địa chỉ.',
    check: [
      'Nếu cùng mạng con: không ai trả lời ARP, tức mất điện, đứt cáp hoặc đã đổi địa chỉ.',
      'Nếu qua bộ định tuyến: `ip route get ĐỊA_CHỈ` trên máy này, rồi `traceroute ĐỊA_CHỈ`: chặng cuối có trả lời là chặng không biết đường đi tiếp.',
      'Tường lửa từ chối cũng cho kết quả như vậy: hỏi về quy tắc.',
    ],
  },
  reset: {
    means: 'Kết nối được chấp nhận rồi bị cắt.',
    check: [
      'Hỏi lại: một lần là ngẫu nhiên. Luôn sau cùng một bước (xem diễn biến) thì do thiết bị hoặc tường lửa.',
      'Quá nhiều phiên cùng lúc khiến một số thiết bị tự cắt: còn ai đang kết nối?',
    ],
    by: {
      icmp: { check: ['Khi đo kết nối bằng TCP: cổng này có phải của thiết bị không?'] },
      onvif: {
        check: [
          'Cổng này đòi TLS? Vậy đặt `transport: tls` cho phép đo.',
          'Hỏi lại: một lần là ngẫu nhiên. Luôn sau cùng một bước (xem diễn biến) thì do thiết bị hoặc tường lửa.',
        ],
      },
    },
  },
  timeout: {
    means: 'Không có gì trả về kịp thời gian chờ.',
    check: [
      'Ping có được trả lời không? Có thì thiết bị vẫn sống; lỗi ở dịch vụ này hoặc bộ lọc phía trước.',
    ],
    by: {
      icmp: {
        means:
          'Ping không được trả lời. Mất điện, mất mạng, đổi địa chỉ hay bộ lọc chặn ping đều cho kết quả giống nhau.',
        check: [
          'Chỉ tiêu cao hơn (dịch vụ, luồng hình) có trả lời không? Có thì thiết bị vẫn sống và ping bị chặn.',
          'Cổng của thiết bị chuyển mạch cho biết nhiều nhất: kết nối, lưu lượng, nguồn cấp. Ghi cổng vào devices.csv (`attached`) để được hỏi.',
          'Tại hiện trường: nguồn ở cột, đèn ở đầu cắm mạng, cáp về tủ.',
        ],
      },
      tcp: {
        means:
          'Yêu cầu kết nối không được chấp nhận cũng không bị từ chối: thiết bị im lặng, hoặc bộ lọc đã chặn.',
        check: [
          'Ping có được trả lời không? Có thì tường lửa chặn cổng này: cổng đóng sẽ từ chối ngay.',
          'Ping cũng không: xem nguồn, cáp và đường đến thiết bị trước.',
        ],
      },
      snmp: {
        means:
          'Không có trả lời qua UDP. Sai community, máy này không có trong danh sách được phép, bộ lọc chặn hay thiết bị chết đều giống nhau.',
        check: [
          'Đối chiếu community (hoặc người dùng) và phiên bản ở hai đầu: nếu ping được trả lời thì đây là nguyên nhân hay gặp nhất.',
          'Máy này có trong danh sách máy quản lý của thiết bị không (access list, "trusted host")?',
          'SNMP đã bật chưa, đúng phiên bản chưa? Nhiều thiết bị xuất xưởng ở trạng thái tắt, hoặc chỉ bật v3.',
          'Từ máy này: `snmpbulkwalk -v2c -c COMMUNITY ĐỊA_CHỈ 1.3.6.1.2.1.1`. Cũng không trả lời thì không phải do camwatch.',
        ],
      },
      onvif: {
        means: 'Không có trả lời HTTP kịp thời gian chờ; diễn biến cho thấy đã đi đến bước nào.',
        check: [
          'Kết nối được rồi im lặng: máy chủ web của thiết bị bị treo. Trình duyệt có mở được trang không? Khởi động lại thiết bị.',
          'Chưa kết nối được: ping có trả lời là do bộ lọc; không trả lời là do nguồn, cáp, đường truyền.',
          'Có trả lời nhưng chậm: tăng `timeout` của phép đo.',
        ],
      },
      rtsp: {
        means: 'Không có trả lời RTSP kịp thời gian chờ; diễn biến cho thấy bước cuối được trả lời.',
        check: [
          'Kết nối được rồi im lặng: máy chủ RTSP của thiết bị bị treo. Khởi động lại thiết bị.',
          'Chưa kết nối được: ping có trả lời là do bộ lọc; không trả lời là do nguồn, cáp, đường truyền.',
          'Trả lời chậm cho đến PLAY: tăng `timeout` của phép đo.',
        ],
      },
    },
  },
  loss: {
    means: 'Thiết bị có trả lời nhưng mất một phần gói tin trên đường.',
    check: [
      'Đường truyền có đầy không? So lưu lượng của đường truyền với dung lượng đã thỏa thuận.',
      'Lỗi và gói bị bỏ ở các cổng trên đường: cáp, đầu cắm, sợi quang, hoặc một đầu chạy bán song công.',
      'Đường vô tuyến: mức tín hiệu, mưa, vật cản mới.',
    ],
  },
};
