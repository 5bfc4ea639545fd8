import { figureTextsVi } from './figure-texts-vi.ts';
import type { PanelText } from './panel-text.ts';

export const panelTextsVi = {
  ...figureTextsVi,
  camerasLost: {
    title: 'Camera mất kết nối',
    description:
      'Số camera không trả lời trong lần đếm gần nhất (5 phút trở lại), số chưa rõ và tổng số được đo kết nối. Camera chỉ xem qua đầu ghi được đếm ở ô bên.',
  },
  picturesLost: {
    title: 'Camera mất hình',
    description: 'Số camera không có luồng hình trong lần đếm gần nhất, trên tổng số được đo luồng hình.',
  },
  recordersLost: {
    title: 'Đầu ghi không ghi hình',
    description:
      'Mất: không ghi hình. Suy giảm: có ghi nhưng thiếu (ổ đĩa, kênh hoặc thời gian lưu trữ). Trên tổng số đầu ghi được đo.',
  },
  networkLost: {
    title: 'Thiết bị mạng mất kết nối',
    description:
      'Bộ định tuyến và thiết bị chuyển mạch: khi chúng mất, mọi camera phía sau cũng mất. Xem chúng trước.',
  },
  collectorSeeing: {
    title: 'camwatch',
    description:
      'Bộ thu thập có quan sát được không (các địa chỉ kiểm chứng có trả lời đúng không). Xám: không có số liệu trong 5 phút, mọi ô khác không còn đáng tin.',
  },
  networkDown: {
    title: 'Hạ tầng đang mất',
    description:
      'Đường truyền, bộ định tuyến, thiết bị chuyển mạch, máy chủ đang mất, mới nhất ở trên: nguyên nhân thường ở đây.',
  },
  brokeLastHour: {
    title: 'Vừa mất trong 1 giờ qua',
    description: '50 thiết bị và đường truyền mất kết nối gần đây nhất trong 1 giờ qua, kể cả đã trở lại.',
  },
  districtsWorst: {
    title: 'Camera mất kết nối theo địa bàn',
    description:
      'Camera mất kết nối và chưa rõ ở cuối khoảng thời gian, trên tổng số; độ khả dụng trong khoảng thời gian, tính từ số đếm mỗi phút, bỏ thời gian không có số liệu.',
  },
  agenciesWorst: {
    title: 'Camera mất kết nối theo đơn vị',
    description: 'Như bảng theo địa bàn, theo đơn vị quản lý, sử dụng. Bấm vào tên để mở bảng của đơn vị.',
  },
  wardsWorst: {
    title: 'Theo phường, xã',
    description:
      'Camera mất kết nối của từng phường, xã thuộc địa bàn. Bấm vào tên để chỉ xem phường, xã đó.',
  },
  wardMap: {
    title: 'Bản đồ phường, xã',
    description:
      'Mỗi phường, xã một vòng tròn: càng to càng nhiều camera mất, màu theo tỷ lệ mất. Vị trí là tâm phường, xã.',
  },
  camerasOverTime: {
    title: 'Camera không tốt theo thời gian',
    description: 'Số camera mất, suy giảm và chưa rõ cộng chồng; phần còn lại hoạt động bình thường.',
  },
  availabilityInRange: {
    title: 'Độ khả dụng theo số đếm',
    description:
      'Phần thời gian có số liệu mà camera kết nối được trong khoảng thời gian đang xem, tính từ số đếm mỗi phút.',
  },
  contractsBehind: {
    title: 'Hợp đồng trong tháng',
    description:
      'Độ khả dụng từ đầu tháng so với cam kết, và phần thời gian gián đoạn cho phép đã dùng (100 % là vừa hết; chỉ tính thời gian đo được); hợp đồng dùng nhiều nhất ở trên. Số liệu tạm tính đến hôm nay.',
  },
  contracts: {
    title: 'Các hợp đồng từ đầu kỳ',
    description:
      'Cộng theo điều khoản từng hợp đồng trong khoảng thời gian đang xem (mặc định: từ đầu tháng). Được loại trừ: bảo trì theo kế hoạch và đề nghị đã chấp thuận.',
  },
  collectors: {
    title: 'Bộ thu thập',
    description:
      'Từng bộ thu thập trong 5 phút trở lại: quan sát được không, chậm lịch bao lâu, chờ ghi bao nhiêu, sổ ghi chậm bao lâu.',
  },
  downNow: {
    title: 'Đang mất, mới nhất ở trên',
    description: 'Thiết bị và đường truyền đang mất kết nối, từ lúc nào và vì sao; nhiều nhất 500 dòng.',
  },
  stateTimeline: {
    title: 'Diễn biến trạng thái',
    description:
      'Nhiều nhất 20 thiết bị, đường truyền có thay đổi trạng thái kết nối trong khoảng thời gian; thiết bị không đổi không hiện ở đây.',
  },
  worstDevices: {
    title: '10 thiết bị gián đoạn lâu nhất',
    description:
      'Cộng thời gian gián đoạn kết nối theo giờ từ sổ ghi (35 ngày trở lại) trong khoảng thời gian đang xem.',
  },
  lossByWard: {
    title: 'Mất gói theo phường, xã',
    description:
      'Tỷ lệ mất gói trung bình của các thiết bị có trả lời. Cả phường, xã cùng mất gói thường là do đường truyền chung.',
  },
  latencyByWard: {
    title: 'Trễ theo phường, xã',
    description: 'Thời gian đi về trung bình của các thiết bị có trả lời.',
  },
  notWell: {
    title: 'Trả lời nhưng không bình thường',
    description:
      'Camera không có luồng hình, đầu ghi không ghi hoặc ghi thiếu, đường truyền đầy hoặc mất gói, thiết bị từ chối mật khẩu: từ lúc nào và vì sao. Thiết bị mất kết nối hẳn nằm ở các bảng khác.',
  },
  deviceTrouble: {
    title: 'Thiết bị này đang có gì bất thường, gọi cho ai',
    description:
      'Từng chỉ tiêu đang mất hoặc suy giảm: từ lúc nào, vì sao, đơn vị bảo trì và số điện thoại. Bấm vào mã để mở trang của thiết bị, có nguyên nhân và đường đi.',
  },
  deviceUpstream: {
    title: 'Hạ tầng đang mất trong địa bàn',
    description:
      'Đường truyền, bộ định tuyến, thiết bị chuyển mạch đang mất trong địa bàn đã chọn: nguyên nhân khi cả khu vực cùng mất.',
  },
  deviceAbout: {
    title: 'Thiết bị',
    description:
      'Tên, loại và vị trí theo lần thay đổi trạng thái gần nhất; nhiều dòng nghĩa là thiết bị đã chuyển đơn vị hoặc địa bàn.',
  },
  deviceAnswers: {
    title: 'Kết nối',
    description: 'Kết quả của lượt đo kết nối gần nhất, trong 15 phút trở lại.',
  },
  deviceAvailability: {
    title: 'Độ khả dụng',
    description:
      'Theo sổ ghi, trong các giờ đã xong của khoảng thời gian đang xem (35 ngày trở lại); kèm tỷ lệ thời gian có số liệu.',
  },
  deviceRtt: { title: 'Trễ 1 giờ qua', description: 'Thời gian đi về trung bình trong 1 giờ qua.' },
  deviceLoss: { title: 'Mất gói 1 giờ qua', description: 'Tỷ lệ gói thử không có trả lời trong 1 giờ qua.' },
  deviceClock: {
    title: 'Lệch giờ trong giờ qua',
    description:
      'Theo lần hỏi cuối trong giờ qua: đồng hồ của thiết bị nhanh (+) hay chậm (−) so với bộ thu thập; cam khi vượt mức cho phép trong cấu hình.',
  },
  deviceStates: {
    title: 'Trạng thái hiện tại',
    description:
      'Trạng thái gần nhất của từng chỉ tiêu giám sát, từ lúc nào và vì sao (thay đổi trong 90 ngày trở lại).',
  },
  deviceTimeline: {
    title: 'Diễn biến trạng thái',
    description: 'Thay đổi của từng chỉ tiêu trong khoảng thời gian; chỉ tiêu không đổi không hiện ở đây.',
  },
  deviceLatency: {
    title: 'Trễ',
    description: 'Thời gian đi về nhỏ nhất, trung bình, lớn nhất và dao động của các lượt đo kết nối.',
  },
  deviceLossOverTime: { title: 'Mất gói', description: 'Tỷ lệ gói thử không có trả lời.' },
  deviceService: {
    title: 'Thời gian trả lời của dịch vụ',
    description:
      'Thời gian mở kết nối, thời gian trả lời của dịch vụ (ONVIF, SNMP, RTSP, TCP) và thời gian đến gói hình đầu tiên.',
  },
  deviceClockOverTime: {
    title: 'Lệch giờ theo thời gian',
    description: 'Độ lệch đồng hồ; số dương là thiết bị chạy nhanh.',
  },
  deviceBitrate: { title: 'Tốc độ luồng hình', description: 'Tốc độ đo được mỗi lần phát thử luồng hình.' },
  deviceTraffic: {
    title: 'Lưu lượng các cổng',
    description:
      'Lưu lượng vào và ra từng cổng mạng của thiết bị trong 35 ngày trở lại; trên 20.000 thiết bị, cổng không mang đường truyền có một giá trị mỗi giờ.',
  },
  deviceHours: {
    title: 'Gián đoạn theo giờ',
    description:
      'Thời gian gián đoạn, suy giảm và không có số liệu của chỉ tiêu kết nối trong từng giờ của 35 ngày trở lại, theo sổ ghi.',
  },
  deviceDays: {
    title: 'Gián đoạn theo ngày, một năm',
    description:
      'Thời gian gián đoạn, suy giảm và không có số liệu của chỉ tiêu kết nối trong từng ngày đã qua, theo sổ ghi.',
  },
  deviceChanges: {
    title: 'Các lần thay đổi',
    description: 'Mọi thay đổi trạng thái trong khoảng thời gian, mới nhất ở trên.',
  },
} as const satisfies Readonly<Record<string, PanelText>>;
