import type { PanelText } from './panel-text.ts';

/** Panels about lines, recorders, contracts, reports and the collector. */
export const figureTextsVi = {
  linksMeasured: {
    title: 'Đường truyền đang đo',
    description:
      'Số đường truyền có số liệu lưu lượng trong khoảng thời gian; đường truyền không có cổng để đo thì không có ở đây.',
  },
  linksSaturated: {
    title: 'Đường truyền quá tải',
    description:
      'Số đường truyền có P95 vượt ngưỡng trong cấu hình (90 % nếu không ghi khác) trong khoảng thời gian đang xem, theo từng chiều.',
  },
  linksFullest: {
    title: 'Đường truyền đầy nhất',
    description:
      'P95 cao nhất của mọi đường truyền: 95 % số lần đo 5 phút không vượt mức này. Khi có trên 200 đường truyền: tính theo từng 15 phút, ngày đầy hơn trong hôm nay và hôm qua, bất kể khoảng thời gian đã chọn.',
  },
  linksErrors: {
    title: 'Gói lỗi và gói bị bỏ',
    description:
      'Tổng số gói lỗi và gói bị bỏ của các cổng đo đường truyền trong khoảng thời gian (trên 200 đường truyền: của hôm nay và hôm qua): lỗi thường do cáp, gói bị bỏ thường do quá tải.',
  },
  linksFullestFirst: {
    title: 'Đường truyền, đầy nhất ở trên',
    description:
      'P95 và mức cao nhất của trung bình 5 phút so với dung lượng thỏa thuận, gói lỗi, gói bị bỏ; khi có trên 200 đường truyền: của từng 15 phút, ngày đầy hơn trong hôm nay và hôm qua, bất kể khoảng thời gian đã chọn. Bấm vào tên để xem biểu đồ bên dưới.',
  },
  linksSevenDays: {
    title: 'Vượt 90 % trong 7 ngày qua (Thông tư 06/2026)',
    description:
      'Số ngày trong 7 ngày qua mà P95 của một chiều vượt ngưỡng; khi có trên 200 đường truyền: chỉ những đường có ngày như vậy. Đủ 7 ngày liên tiếp là phải nâng dung lượng.',
  },
  linksDown: {
    title: 'Đường truyền, thiết bị mạng đang mất',
    description: 'Từ lúc nào và vì sao, mới nhất ở trên.',
  },
  linkRate: {
    title: 'Lưu lượng của $link',
    description: 'Chiều vào và chiều ra tính tại cổng đo, so với dung lượng thỏa thuận.',
  },
  linkShare: {
    title: 'Mức sử dụng của $link',
    description: 'Phần dung lượng thỏa thuận đang dùng, trung bình 5 phút; đường gạch là ngưỡng quá tải.',
  },
  linkFaults: {
    title: 'Lỗi của $link',
    description: 'Số gói lỗi và gói bị bỏ theo thời gian, từng chiều.',
  },
  recordersUnreached: {
    title: 'Đầu ghi mất kết nối',
    description: 'Số đầu ghi hình không trả lời trong lần đếm gần nhất (5 phút trở lại).',
  },
  disksFailed: {
    title: 'Ổ đĩa hỏng',
    description: 'Số ổ đĩa mà đầu ghi báo hỏng, trên tổng số ổ (15 phút trở lại).',
  },
  channelsLost: {
    title: 'Kênh mất hình',
    description: 'Số kênh mà đầu ghi báo mất hình, trên tổng số kênh (15 phút trở lại).',
  },
  shortestRetention: {
    title: 'Lưu trữ ngắn nhất',
    description:
      'Đoạn ghi cũ nhất của đầu ghi lưu được ngắn nhất. Cam: dưới mức cao nhất mà hợp đồng hoặc cấu hình yêu cầu; đỏ: dưới mọi mức.',
  },
  recordersTable: {
    title: 'Đầu ghi hình, nơi không ghi ở trên',
    description: 'Lần kiểm tra mới nhất của từng đầu ghi; lần có lỗi thì kèm lý do.',
  },
  recordersOverTime: {
    title: 'Đầu ghi không ghi hình tốt theo thời gian',
    description: 'Số đầu ghi không ghi hình, ghi thiếu và chưa rõ.',
  },
  channelsOverTime: {
    title: 'Kênh mất hình theo thời gian',
    description: 'Tổng số kênh mất hình của các đầu ghi.',
  },
  contractAvailability: {
    title: 'Độ khả dụng theo hợp đồng và cam kết',
    description:
      'Từ đầu tháng (hoặc trong khoảng thời gian đang xem), theo điều khoản của hợp đồng đã chọn. Tạm tính cho đến khi phát hành bảng đối soát.',
  },
  contractBudgetUsed: {
    title: 'Thời gian gián đoạn cho phép đã dùng',
    description:
      'Phần thời gian gián đoạn cho phép của cả tháng (tính tròn 30 ngày) đã dùng đến nay. Chỉ tính thời gian đo được; bên cạnh là tỷ lệ thời gian có số liệu.',
  },
  contractBudgetLeft: {
    title: 'Còn được gián đoạn',
    description:
      'Tổng thời gian mà các thiết bị, đường truyền của hợp đồng còn được gián đoạn trong tháng (tính tròn 30 ngày), cộng mọi thiết bị.',
  },
  contractForecast: {
    title: 'Dự báo cuối tháng',
    description:
      'Phần thời gian gián đoạn cho phép sẽ dùng đến cuối tháng nếu nhịp độ từ đầu tháng giữ nguyên: trên 100 % là không đạt cam kết. Chỉ tính thời gian đo được.',
  },
  contractSettled: {
    title: 'Số liệu',
    description:
      'Tạm tính hay đã phát hành bảng đối soát, số ngày đã tính và số thiết bị, đường truyền của hợp đồng.',
  },
  contractMonth: {
    title: 'Độ khả dụng theo hợp đồng, lũy kế',
    description: 'Độ khả dụng cộng dồn từng ngày so với cam kết của hợp đồng đã chọn.',
  },
  contractDaily: {
    title: 'Thời gian mất và được loại trừ theo ngày',
    description:
      'Gián đoạn, không có số liệu, được loại trừ và do bên khác, cộng mọi thiết bị của hợp đồng đã chọn.',
  },
  burnOverTime: {
    title: 'Tốc độ cạn thời gian gián đoạn cho phép, theo nhà thầu',
    description:
      'Thiết bị của nhà thầu đang mất thời gian nhanh gấp mấy lần mức cho phép (hợp đồng chặt nhất): 1 là vừa hết vào cuối kỳ; trên đường gạch là sự cố lớn. Tính từ số đếm mỗi phút, chưa trừ phần được loại trừ.',
  },
  contractorsWorst: {
    title: 'Camera theo nhà thầu',
    description: 'Camera mất kết nối theo nhà thầu bảo trì, mất nhiều nhất ở trên.',
  },
  programmesWorst: {
    title: 'Camera theo nhiệm vụ, mất nhiều nhất ở trên',
    description: 'Camera mất kết nối của từng nhiệm vụ; “chưa xác định” là thiết bị có trước Kế hoạch.',
  },
  programmeKinds: {
    title: 'Thiết bị theo nhiệm vụ và loại',
    description: 'Số thiết bị mọi loại ở cuối khoảng thời gian.',
  },
  programmeDays: {
    title: 'Độ khả dụng 30 ngày qua',
    description:
      'Cộng từ sổ theo từng ngày đã xong: số liệu có thể trích dẫn. “Thiết bị × ngày” là số thiết bị đang sử dụng, cộng mọi ngày.',
  },
  reportCameras: {
    title: 'Camera trong kỳ',
    description: 'Số camera đang sử dụng vào ngày nhiều nhất của kỳ.',
  },
  reportAvailability: {
    title: 'Độ khả dụng kết nối',
    description:
      'Phần thời gian có số liệu mà camera kết nối được, cộng từ sổ theo từng ngày đã xong; chưa loại trừ theo hợp đồng.',
  },
  reportPictures: {
    title: 'Độ khả dụng luồng hình',
    description: 'Phần thời gian có số liệu mà camera có luồng hình.',
  },
  reportDown: {
    title: 'Tổng thời gian gián đoạn',
    description: 'Cộng thời gian gián đoạn kết nối của mọi camera.',
  },
  reportCoverage: {
    title: 'Tỷ lệ thời gian có số liệu',
    description: 'Phần thời gian của kỳ mà trạng thái được biết; in kèm mọi con số.',
  },
  reportByDistrict: {
    title: 'Theo địa bàn, thấp nhất ở trên',
    description: 'Camera × ngày, độ khả dụng kết nối, thời gian gián đoạn và tỷ lệ có số liệu của kỳ.',
  },
  reportByAgency: {
    title: 'Theo đơn vị, thấp nhất ở trên',
    description: 'Như bảng theo địa bàn, theo đơn vị quản lý, sử dụng vào từng ngày.',
  },
  reportByKind: {
    title: 'Theo loại thiết bị và chỉ tiêu',
    description: 'Mọi loại thiết bị, từng chỉ tiêu giám sát được đo.',
  },
  reportByDay: {
    title: 'Từng ngày',
    description: 'Độ khả dụng kết nối của camera và tỷ lệ có số liệu từng ngày.',
  },
  collectorLateness: {
    title: 'Chậm lịch',
    description: 'Lượt đo trễ nhất so với lịch; tăng dần là máy không kịp việc.',
  },
  collectorQueue: {
    title: 'Chờ ghi vào InfluxDB',
    description: 'Số liệu đang chờ trên đĩa: tăng dần là InfluxDB không nhận.',
  },
  collectorDropped: {
    title: 'Điểm đã bỏ',
    description: 'Số điểm đo phải bỏ trong khoảng thời gian đang xem: hàng đợi đầy hoặc InfluxDB từ chối.',
  },
  collectorLag: {
    title: 'Sổ ghi chậm',
    description: 'Cuối của sổ ghi cách hiện tại bao lâu; số liệu SLA chỉ tính đến đó.',
  },
  collectorSight: {
    title: 'Quan sát được',
    description:
      '1: các địa chỉ kiểm chứng trả lời đúng; 0: bộ thu thập không quan sát được, thời gian đó không có số liệu.',
  },
  latenessOverTime: { title: 'Chậm lịch theo thời gian', description: 'Lượt đo trễ nhất trong mỗi khoảng.' },
  probesOverTime: { title: 'Số lượt đo mỗi giây', description: 'Tốc độ đo của từng bộ thu thập.' },
  lostOverTime: {
    title: 'Việc bị bỏ',
    description:
      'Lượt đo bỏ vì không kịp, kết quả bỏ vì địa chỉ kiểm chứng hỏng, và số vòng kiểm chứng hỏng trong mỗi khoảng.',
  },
  queueOverTime: { title: 'Chờ ghi theo thời gian', description: 'Dung lượng hàng đợi trên đĩa.' },
  writesOverTime: { title: 'Ghi vào InfluxDB', description: 'Số điểm ghi được mỗi giây.' },
  failuresOverTime: {
    title: 'Ghi hỏng và điểm đã bỏ',
    description: 'Số lần ghi vào InfluxDB hỏng (sẽ ghi lại) và số điểm bỏ hẳn trong mỗi khoảng.',
  },
  lagOverTime: { title: 'Sổ ghi chậm theo thời gian', description: 'Cuối của sổ ghi cách hiện tại bao lâu.' },
  pendingOverTime: { title: 'Chờ ghi sổ', description: 'Số lô thay đổi đang chờ ghi vào sổ.' },
  incidentLagOverTime: {
    title: 'Sự cố chậm theo thời gian',
    description: 'Sự cố được ghi nhận chậm bao lâu so với hiện tại: những gì xảy ra sau đó chưa báo cho ai.',
  },
  messageWaitOverTime: {
    title: 'Tin báo chờ gửi theo thời gian',
    description: 'Tin báo cũ nhất đã chờ gửi bao lâu kể từ khi gửi được.',
  },
} as const satisfies Readonly<Record<string, PanelText>>;
