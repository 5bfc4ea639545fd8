import type { Saying } from './what-sentences-say.ts';

/** By state of a task, in which words it may stand: late or told by a register of its own comes before. */
export const STATUS_WORDS: Readonly<Record<string, readonly string[]>> = {
  'not-reported': ['chưa báo cáo', 'quá thời hạn', 'đang triển khai'],
  'not-started': ['chưa triển khai', 'quá thời hạn'],
  'in-progress': ['đang triển khai', 'quá thời hạn'],
  paused: ['tạm dừng', 'quá thời hạn'],
  done: ['đã hoàn thành'],
  dropped: ['không thực hiện'],
};

const DAYS = String.raw`\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}`;
const inWindow = (register: string, member = ''): string =>
  String.raw`plan\.state\.${register}\.\*\.values#in\/${DAYS}(?:\/${member}(?:\/task=[IVX]+\.\d+)?)?`;
const money = (member: string): string =>
  String.raw`plan\.state\.funding\.\*\.values#of\/\d{4}\/${member}\/task=[IVX]+\.\d+`;
const says = (words: string): Saying => ({ says: new RegExp(words, 'u') });

/** What the sentences on the plan say of each figure. */
export const PLAN_SAYINGS: readonly Saying[] = [
  says(`^Văn bản đã ban hành, trình: ⟦${inWindow('document')}⟧ văn bản`),
  says(`^Kiểm tra: ⟦${inWindow('inspection')}⟧ cuộc`),
  says(
    `^Đã tổ chức ⟦${inWindow('training', 'classes')}⟧ lớp tập huấn với ⟦${inWindow('training', 'attendees')}⟧ lượt người của ⟦${inWindow('training', 'units')}⟧ lượt đơn vị`,
  ),
  says(`^Đã đề xuất ⟦${inWindow('research')}⟧ nhiệm vụ khoa học và công nghệ`),
  says(
    String.raw`, trong đó ⟦plan\.state\.research\.\*\.values#in\/${DAYS}\/\/status!=proposed(?:\/task=[IVX]+\.\d+)?⟧ nhiệm vụ đã được xem xét, đặt hàng`,
  ),
  says(`; kinh phí dự kiến ⟦${inWindow('research', 'amount')}⟧ đồng`),
  says(
    String.raw`⟦plan\.state\.(?:document|inspection)\.\*\.values#in\/${DAYS}\/\/(?:issuer|agency)=[^⟧]+⟧ của \p{L}`,
  ),
  says(
    String.raw`nhiệm vụ … \(⟦plan\.state\.tasks\.[^⟧]+\.units\.\*#count\/status=not-reported⟧\/⟦plan\.state\.tasks\.[^⟧]+\.units\.\*#count⟧ đơn vị chủ trì\)`,
  ),
  {
    says: /\(⟦(?<now>contracts\.rows\.[^⟧]+\.goodMs#part\/[^⟧]+\.countedMs)⟧, cam kết ⟦(?<target>contracts\.rows\.[^⟧]+\.targetPpm#target)⟧\)/u,
    holds: ({ oracle, groups: { now = '', target = '' } }) =>
      Number(oracle.value(now)) < Number(oracle.value(target)),
  },
  says(String.raw`: còn ⟦contracts\.rows\.\*\.none⟧ kỳ chưa lập`),
  says(
    String.raw`^Đã đề nghị cho ý kiến đối với ⟦plan\.state\.site\.\*#count⟧ địa điểm; Sở Khoa học và Công nghệ đã trả lời ⟦plan\.state\.site\.\*\.dost#count\/status=answered⟧(?: \(bình quân ⟦plan\.state\.site\.\*\.dost#mean\/daysWaiting\/status=answered⟧ ngày\))?, đang chờ ⟦plan\.state\.site\.\*\.dost#count\/status=waiting⟧; Công an Thành phố đã trả lời ⟦plan\.state\.site\.\*\.police#count\/status=answered⟧(?: \(bình quân ⟦plan\.state\.site\.\*\.police#mean\/daysWaiting\/status=answered⟧ ngày\))?, đang chờ ⟦plan\.state\.site\.\*\.police#count\/status=waiting⟧`,
  ),
  says(
    String.raw`thống nhất có điều kiện về (?:vị trí tại ⟦plan\.state\.site\.\*\.(?:dost|police)#count\/place|giải pháp công nghệ tại ⟦plan\.state\.site\.\*\.(?:dost|police)#count\/technology)=agreed-with-conditions⟧ địa điểm`,
  ),
  says(
    String.raw`không thống nhất về (?:vị trí tại ⟦plan\.state\.site\.\*\.(?:dost|police)#count\/place|giải pháp công nghệ tại ⟦plan\.state\.site\.\*\.(?:dost|police)#count\/technology)=not-agreed⟧ địa điểm`,
  ),
  says(
    String.raw`, gồm cả ⟦availability\.indicators\.reach\.camera\.city\.neverMeasured⟧ camera chưa đo được`,
  ),
  says(
    String.raw`: ⟦plan\.state\.reminders\.\*#count\/deadlineDate=[\d-]+⟧ lượt nhắc, ⟦plan\.state\.letters\.\*#count\/deadlineDate=[\d-]+⟧ công văn đôn đốc`,
  ),
  says(String.raw`đạt ⟦plan\.state\.tasks\.[^⟧]+\.progressPercent⟧ %`),
  says(
    String.raw`^⟦plan\.state\.tasks\.[^⟧]+\.units\.\*#count\/status=not-reported⟧\/⟦plan\.state\.tasks\.[^⟧]+\.units\.\*#count⟧ đơn vị chủ trì chưa báo cáo`,
  ),
  says(
    String.raw`^⟦(?<all>plan\.state\.tasks\.[^⟧]+\.units\.\*#count)⟧\/⟦\k<all>⟧ đơn vị chủ trì đã báo cáo kết quả`,
  ),
  says(`được giao ⟦${money('allocated')}⟧ đồng, đã giải ngân ⟦${money('disbursed')}⟧ đồng`),
  says(`được giao ⟦${money('allocated')}⟧ đồng, đã giải ngân chưa báo cáo`),
  says(
    String.raw`đồng, bằng ⟦plan\.state\.funding\.\*\.values#rate\/\d{4}\/disbursed\/allocated\/task=[IVX]+\.\d+⟧ số được giao`,
  ),
  says(
    String.raw`^Thiết bị được đầu tư theo nhiệm vụ: ⟦counts\.programme\.[^⟧]+\.total⟧ thiết bị, trong đó ⟦counts\.programme\.[^⟧]+\.kinds\.camera⟧ camera`,
  ),
  says(
    String.raw`⟦planFindings\.rows\.installed-without-opinion(?:\.tasks\.[^⟧]+)?\.devices⟧ camera tại ⟦planFindings\.rows\.installed-without-opinion(?:\.tasks\.[^⟧]+)?\.sites⟧ địa điểm lắp đặt khi chưa có đủ ý kiến`,
  ),
  says(
    String.raw`⟦planFindings\.rows\.installed-during-pause(?:\.tasks\.[^⟧]+)?\.devices⟧ camera tại ⟦planFindings\.rows\.installed-during-pause(?:\.tasks\.[^⟧]+)?\.sites⟧ địa điểm lắp đặt sau khi tạm dừng đầu tư mới`,
  ),
  says(
    String.raw`⟦planFindings\.rows\.unused\.devices⟧ thiết bị tại ⟦planFindings\.rows\.unused\.sites⟧ địa điểm đã lắp đặt nhưng ngừng hoạt động kéo dài`,
  ),
  says(
    String.raw`⟦planFindings\.rows\.duplicate-view\.devices⟧ camera tại ⟦planFindings\.rows\.duplicate-view\.sites⟧ địa điểm có thể trùng vị trí, hướng quan sát`,
  ),
  says(String.raw`, trên ⟦planFindings\.checked\.devices⟧ thiết bị được đối chiếu`),
  says(
    String.raw`, trên ⟦planFindings\.checked\.cameras⟧ camera đã xác định đơn vị quản lý, có tọa độ và hướng quan sát, được đối chiếu`,
  ),
  says(
    String.raw`cuối kỳ còn ⟦security\.findings\.devicesAtEnd⟧ thiết bị, đường truyền có phát hiện chưa xử lý`,
  ),
  says(String.raw`, trên ⟦security\.findings\.devices⟧ thiết bị trong danh mục`),
  says(String.raw`^⟪plan\.state\.handIn\.handedIn⟫ đơn vị nào trong ⟦plan\.state\.handIn\.units⟧ đơn vị gửi`),
  says(String.raw`^⟦plan\.state\.handIn\.handedIn⟧\/⟦plan\.state\.handIn\.units⟧ đơn vị đã gửi biểu mẫu`),
  says(String.raw`^⟦plan\.state\.handIn\.states\.with-errors\.count⟧ đơn vị gửi biểu mẫu còn sai sót`),
  says(
    String.raw`^⟦plan\.state\.handIn\.states\.nothing-to-report\.count⟧ đơn vị báo không phát sinh số liệu`,
  ),
  says(String.raw`^⟦plan\.state\.handIn\.states\.blank\.count⟧ đơn vị gửi biểu mẫu để trống`),
  says(String.raw`^Đơn vị kê khai, chưa có trong danh mục: ⟦plan\.state\.declaredCameras\.cameras⟧ camera`),
  says(String.raw`[( ]\S+ ⟦plan\.state\.declaredCameras\.units\.[^⟧]+\.cameras⟧`),
  says(String.raw`⟦plan\.state\.declaredCameras\.taken⟧ đã đưa vào danh mục`),
  says(String.raw`⟦plan\.state\.declaredCameras\.declined⟧ không thuộc phạm vi quản lý`),
  says(String.raw`⟦plan\.state\.declaredCameras\.waiting⟧ đang xem xét`),
];

/** `không` and `chưa` that say what something is called, or of whom it is said which is listed. */
export const PLAN_COUNTED: readonly RegExp[] = [
  /⟦contracts\.rows\.\*\.none⟧ kỳ chưa lập/gu,
  /⟦[^⟧]*neverMeasured⟧ camera chưa đo được/gu,
  /⟦[^⟧]*\.sites⟧ địa điểm lắp đặt khi chưa có đủ ý kiến/gu,
  /⟪[^⟫]*⟫ phát hiện camera lắp đặt khi chưa có đủ ý kiến/gu,
  /(?:⟦[^⟧]*\.sites⟧ địa điểm|⟪[^⟫]*⟫ phát hiện camera) lắp đặt sau khi tạm dừng đầu tư mới, chưa có căn cứ được loại trừ/gu,
  /⟦[^⟧]*#count\/status=not-reported⟧\/⟦[^⟧]*⟧ đơn vị chủ trì chưa báo cáo/gu,
  /⟦[^⟧]*nothing-to-report\.count⟧ đơn vị báo không phát sinh số liệu/gu,
  /Đơn vị kê khai, chưa có trong danh mục: ⟦[^⟧]*declaredCameras\.cameras⟧/gu,
  /⟦[^⟧]*declaredCameras\.declined⟧ không thuộc phạm vi quản lý/gu,
  /⟦[^⟧]*devicesAtEnd⟧ thiết bị, đường truyền có phát hiện chưa xử lý|⟪[^⟫]*devicesAtEnd⟫ còn thiết bị, đường truyền nào có phát hiện chưa xử lý/gu,
  /Vướng mắc chưa được tháo gỡ: |Danh sách đơn vị chưa gửi nêu tại|Đơn vị chưa gửi: /gu,
  /chưa có báo cáo hoàn thành|giải ngân chưa báo cáo/gu,
  /không thống nhất về (?:vị trí|giải pháp công nghệ) tại ⟦[^⟧]*=not-agreed⟧ địa điểm/gu,
];

/** Numbers of tasks, years, and days that a law set. */
export const PLAN_NUMBERS: readonly RegExp[] = [
  /(?<=từ )30 ngày liên tục/gu,
  /[IVX]+\.\d+/gu,
  /(?:[Nn]ăm|tháng) (?:\d{1,2}\/)?\d{4}/gu,
  /01\/7\/2025/gu,
];

export const PLAN_RULES: readonly RegExp[] = [
  /^Chưa có số liệu kinh phí của nhiệm vụ: [….,IVX\d ]+$/u,
  /^Kỳ số liệu chỉ gồm \d+ ngày, chưa đủ một năm; không dùng số liệu này để đánh giá cả năm \d{4}\.$/u,
  /^Không có nội dung cần xem xét, quyết định\.$/u,
  /^Nguồn hợp pháp khác ngoài ngân sách: chưa có số liệu\.$/u,
  /^Dấu "–": chưa có đủ số báo cáo\.$/u,
  /^Tỷ lệ là số giải ngân so với số được giao, lấy một chữ số thập phân, không làm tròn\.$/u,
];
