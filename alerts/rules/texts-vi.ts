import { formatDurationMs } from '../../core/time/units.ts';
import type { RuleTexts } from './texts.ts';

const PLACE = '{{ $labels.district }} ({{ $labels.agency }})';
const whole = (name: string) => `{{ printf "%.0f" $values.${name}.Value }}`;
const oneDecimal = (name: string) => `{{ reReplaceAll "[.]" "," (printf "%.1f" $values.${name}.Value) }}`;
const decimal = (value: number) => String(value).replace('.', ',');
const SPEEDS = { fast: 'rất nhanh', steady: 'nhanh', slow: 'trước kỳ hạn' } as const;

export const RULE_TEXTS_VI: RuleTexts = {
  devicesDown: ({ ratio, leastCount, manyCount }) => ({
    title: 'Mất thiết bị',
    summary: `${PLACE}: mất ${whole('DOWN')}/${whole('ALL')} {{ $labels.kind }} ({{ $labels.indicator }})`,
    description: `Từ ${leastCount} thiết bị và ${ratio * 100} % cùng loại, hoặc từ ${manyCount} thiết bị. Tìm nguyên nhân chung: đường truyền, thiết bị chuyển mạch, nguồn điện. Sự cố của camwatch nêu nguyên nhân và bên chịu trách nhiệm.`,
  }),
  availabilityLow: ({ percent, saidBy }) => ({
    title: 'Độ khả dụng camera thấp',
    summary: `${PLACE}: độ khả dụng camera trong giờ qua ${oneDecimal('AVAILABLE')} % ({{ $labels.indicator }})`,
    description: `Dưới ${decimal(percent)} %${saidBy === 'contracts' ? ', mức thấp nhất mà hợp đồng của thành phố yêu cầu' : ''}. Xem camera nào mất hoặc chập chờn và có chung nguyên nhân hay không.`,
  }),
  linkDown: {
    title: 'Mất đường truyền',
    summary: 'Mất {{ $labels.entity }}: {{ $labels.district }} ({{ $labels.agency }})',
    description:
      'Gọi doanh nghiệp viễn thông theo số hiệu kênh trong danh mục; thiết bị phía sau đường truyền không trả lời là do đường truyền này.',
  },
  linkSaturated: (percent) => ({
    title: 'Đường truyền quá tải',
    summary: `{{ $labels.link }}: chiều vào ${whole('IN')} %, chiều ra ${whole('OUT')} % dung lượng trong 15 phút qua`,
    description: `Từ ${decimal(percent)} % dung lượng, hình ảnh bị giật. Xem lưu lượng qua đường truyền và camera nào phát nhiều hơn mức đã đặt.`,
  }),
  linkSaturatedP95: (percent) => ({
    title: 'Đường truyền thiếu dung lượng (P95 trong ngày)',
    summary: `{{ $labels.link }}: P95 trong ngày chiều vào ${whole('IN')} %, chiều ra ${whole('OUT')} % dung lượng`,
    description: `Từ ${decimal(percent)} % trong hơn 5 % thời gian của ngày thì ngày đó tính là thiếu dung lượng. Đề nghị doanh nghiệp viễn thông nâng dung lượng trước khi hết số ngày liên tục nêu trong hợp đồng.`,
  }),
  recorderDown: {
    title: 'Đầu ghi hình không ghi',
    summary: `${PLACE}: ${whole('LOST')} đầu ghi hình không ghi hình`,
    description:
      'Bảng theo dõi cho biết lý do: mất kết nối, ổ đĩa đầy hoặc hỏng, chế độ ghi bị tắt. Dữ liệu không được ghi lúc này sẽ mất hẳn.',
  },
  recorderDisk: {
    title: 'Hỏng ổ đĩa đầu ghi hình',
    summary: `${PLACE}: ${whole('FAILED')} ổ đĩa đầu ghi hình không hoạt động`,
    description: 'Thay ổ đĩa trước khi hỏng thêm: mất dữ liệu ghi của mọi kênh trên ổ đĩa đó.',
  },
  recorderRetention: {
    title: 'Không đủ thời gian lưu trữ',
    summary: `${PLACE}: ${whole('SHORT')} đầu ghi hình lưu ít ngày hơn yêu cầu`,
    description:
      'Mỗi đầu ghi hình được đánh giá theo số ngày trong hợp đồng của nó, nếu không có thì theo cấu hình. Kiểm tra dung lượng ổ đĩa, số kênh và tốc độ bit. Đầu ghi hình mới lắp sẽ tự đủ dần.',
  },
  clockDrift: (seconds) => ({
    title: 'Sai giờ thiết bị',
    summary: `${PLACE}: lệch giờ từ ${oneDecimal('BEHIND')} đến ${oneDecimal('AHEAD')} giây (số âm: chậm)`,
    description: `Lệch quá ${decimal(seconds)} giây: không đối chiếu được dữ liệu ghi hình. Kiểm tra máy chủ thời gian của thiết bị và đường đến máy chủ đó.`,
  }),
  lossHigh: (percent) => ({
    title: 'Mất gói tin nhiều',
    summary: `${PLACE}: mất ${oneDecimal('LOSS')} % gói tin của các thiết bị còn trả lời`,
    description: `Từ ${decimal(percent)} %, trung bình 15 phút. Tìm đường truyền quá tải hoặc chập chờn trên địa bàn.`,
  }),
  latencyHigh: (ms) => ({
    title: 'Trả lời chậm',
    summary: `${PLACE}: thời gian trả lời trung bình ${whole('LATENCY')} ms`,
    description: `Từ ${ms} ms, trung bình 15 phút. Tìm đường truyền quá tải hoặc bị chuyển hướng.`,
  }),
  collectorSilent: {
    title: 'camwatch ngừng gửi số liệu',
    summary: 'Không có số liệu của {{ with $labels.collector }}{{ . }}{{ else }}camwatch{{ end }}',
    description:
      'camwatch không chạy, InfluxDB không chạy, hoặc hai bên không kết nối được; khi camwatch dừng thì không ai được báo sự cố. Xem dịch vụ và nhật ký của camwatch trước, sau đó là InfluxDB. Số liệu đã đo chờ trên đĩa và được ghi sau.',
  },
  collectorBlind: {
    title: 'Bộ thu thập mất tầm quan sát',
    summary:
      '{{ $labels.collector }} không quan sát được: địa chỉ kiểm chứng không trả lời đúng, hoặc chưa tin được đồng hồ của máy',
    description:
      'Trong thời gian này không có số liệu và không phát hiện được gián đoạn. /readyz cho biết nguyên nhân. Kiểm tra mạng của chính bộ thu thập: cáp, thiết bị chuyển mạch, tường lửa; hoặc đồng hồ của máy: chỉnh lại cho đúng, hay xác nhận là đúng (docs/clock.md).',
  },
  influxDrops: {
    title: 'Số đo bị bỏ',
    summary: `${whole('DROPPED')} số đo của {{ $labels.collector }} không được ghi`,
    description:
      'InfluxDB từ chối, hoặc hàng đợi trên đĩa đã đầy; nhật ký của camwatch cho biết nguyên nhân. Biểu đồ bị hổng; số liệu SLA không lấy từ đây.',
  },
  influxQueue: {
    title: 'InfluxDB ghi không kịp',
    summary: 'Hàng đợi ghi của {{ $labels.collector }} tăng liên tục trong nửa giờ',
    description:
      'InfluxDB nhận chậm hơn tốc độ đo. Kiểm tra đĩa, bộ nhớ và số chuỗi của InfluxDB; số liệu ghi muộn không mất cho đến khi hàng đợi đầy.',
  },
  incidentsLate: {
    title: 'Sự cố được ghi nhận chậm',
    summary: `Sự cố của {{ $labels.collector }} chậm ${whole('LAG')} giây so với hiện tại`,
    description:
      'Việc đo và sổ ghi vẫn chạy, nhưng trong thời gian này không ai được báo sự cố mới. Nhật ký của camwatch cho biết nguyên nhân: đĩa đầy, sổ ghi bị khóa, luồng sự cố dừng hoặc treo. Xem thiết bị nào mất trên trang trạng thái; nếu nhật ký không có gì, khởi động lại camwatch.',
  },
  incidentsRestarted: {
    title: 'Luồng sự cố bị dừng',
    summary: `Luồng sự cố và tin báo của {{ $labels.collector }} dừng và được khởi động lại ${whole('RESTARTS')} lần trong 15 phút`,
    description:
      'Không tin nào bị mất, nhưng tin có thể đến chậm hoặc hai lần (cùng Message-ID). Nhật ký của camwatch ghi lỗi làm luồng dừng: thiếu bộ nhớ, sổ ghi hỏng, lỗi chương trình.',
  },
  messagesWaiting: {
    title: 'Tin báo sự cố không gửi đi được',
    summary: `Tin báo của {{ $labels.collector }} chờ gửi đã ${whole('WAIT')} phút`,
    description:
      'Máy chủ thư hoặc webhook không nhận. Hàng thư chờ cho biết người nhận nào và lỗi gì (docs/incidents.md, mục Messages). Tin được gửi lại trong ba ngày; đến lúc đó hãy gọi điện thoại.',
  },
  messagesDead: {
    title: 'Tin báo sự cố bị bỏ',
    summary: `${whole('DEAD')} tin báo của {{ $labels.collector }} không đến được người nhận và không gửi nữa`,
    description:
      'Hàng thư chờ cho biết người nhận và lý do. Sửa địa chỉ hoặc máy chủ thư, rồi gửi lại (docs/incidents.md, mục Messages).',
  },
  collectorAway: {
    title: 'Bộ thu thập mất liên lạc',
    summary: `Trung tâm không nghe thấy {{ $labels.collector }} (vùng mạng {{ $labels.zone }}) đã ${whole('SILENT')} phút`,
    description:
      'Bộ thu thập dừng, hoặc đường truyền từ khu vực về trung tâm đứt. Bộ thu thập khác cùng vùng mạng quan sát thay nếu có: xem trang /cluster. Nếu chỉ đứt đường truyền, số liệu chờ trên đĩa của bộ thu thập và được gửi sau (docs/collectors.md).',
  },
  collectorBehind: {
    title: 'Bộ thu thập gửi chậm',
    summary: `{{ $labels.collector }} (vùng mạng {{ $labels.zone }}) còn ${whole('ROWS')} dòng chưa gửi, dòng cũ nhất đã chờ ${whole('WAITING')} phút`,
    description:
      'Trung tâm nghe thấy bộ thu thập nhưng chưa nhận hết những gì đã ghi: đường truyền hẹp, trạm nhận hoặc cơ sở dữ liệu chậm. Sự cố của vùng mạng đó được báo chậm; không mất dòng nào (docs/collectors.md).',
  },
  zoneUncovered: {
    title: 'Có thiết bị không được quan sát',
    summary: `Vùng mạng {{ $labels.zone }}: ${whole('UNCOVERED')}/${whole('ALL')} thiết bị không bộ thu thập nào quan sát`,
    description:
      'Trong thời gian này không có số liệu và không phát hiện được gián đoạn của các thiết bị đó. Trang /cluster cho biết bộ thu thập nào phải quan sát. Khôi phục nó, hoặc đặt thêm bộ thu thập cho vùng mạng (docs/collectors.md, docs/cluster.md).',
  },
  collectorStopped: {
    title: 'Bộ thu thập cần người xử lý',
    summary: `{{ $labels.collector }} (vùng mạng {{ $labels.zone }}): {{ if gt $values.TROUBLED.Value 0.0 }}báo trục trặc{{ else }}chứng thư còn ${oneDecimal('LEFT')} ngày{{ end }}`,
    description:
      'Bộ thu thập không tự khắc phục được: không gửi nữa vì chuỗi dòng khác với chuỗi ở trung tâm (khôi phục từ bản sao lưu, hai máy một tên), không nhận cấu hình mới, hoặc không gia hạn được chứng thư. Trang /cluster cho biết lý do; cách xử lý trong docs/collectors.md.',
  },
  budgetBurn: (speed, { factor, longMs, shortMs }) => ({
    title: `Thời gian gián đoạn cho phép cạn ${SPEEDS[speed]}`,
    summary: `{{ $labels.contractor }}: gián đoạn ({{ $labels.indicator }}) nhanh gấp ${oneDecimal('LONG')} lần mức hợp đồng cho phép`,
    description: `Quá ${decimal(factor)} lần trong ${formatDurationMs(longMs)} và ${formatDurationMs(shortMs)}. Số đếm tức thời: chưa trừ thời gian được loại trừ và phần do bên khác chịu trách nhiệm. Xem thiết bị nào và nhà thầu đã xử lý chưa.`,
  }),
  message: {
    firing: 'cảnh báo đang diễn ra',
    resolved: 'cảnh báo đã hết',
    alert: 'CẢNH BÁO',
    over: 'ĐÃ HẾT',
    since: 'Từ',
    place: 'Địa bàn',
    owner: 'Đơn vị quản lý, sử dụng',
    more: 'Xem thêm',
    nobody: 'chưa xác định',
  },
};
