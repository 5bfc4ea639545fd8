import type { FigureOracle } from './figure-oracle.ts';

export interface Saying {
  /** Words around figures, `⟦id⟧` each. */
  readonly says: RegExp;
  /** What must be so besides, where the words say more than the number. */
  readonly holds?: (told: {
    readonly oracle: FigureOracle;
    readonly scope: string;
    readonly groups: Readonly<Record<string, string>>;
  }) => boolean;
}

const above = (oracle: FigureOracle, id = '') => Number(oracle.value(id) ?? 0) > 0;

const compare = (word: string, of: (now: number, before: number) => boolean): Saying => ({
  says: new RegExp(
    `⟦(?<now>availability[^⟧]*#availability)⟧[^,]*, ${word} cùng kỳ năm trước \\([^)]*\\): ⟦(?<before>yearBefore[^⟧]*#availability)⟧`,
    'u',
  ),
  holds: ({ oracle, groups: { now = '', before = '' } }) =>
    of(Number(oracle.value(now)), Number(oracle.value(before))),
});

/** What the sentences of a report say of each figure, in words of their own: those of no other. */
export const SAYINGS: readonly Saying[] = [
  { says: /danh mục có ⟦movement\.city\.camera\.closing⟧ camera/u },
  { says: /(?:so với|bằng số) đầu kỳ \(⟦movement\.city\.camera\.opening⟧ camera\)/u },
  {
    says: /bằng số đầu kỳ/u,
    holds: ({ oracle }) =>
      (oracle.value('movement.city.camera.opening') ?? '0') ===
      (oracle.value('movement.city.camera.closing') ?? '0'),
  },
  {
    says: /tăng ⟦(?<change>movement\.city\.camera\.opening#less\/movement\.city\.camera\.closing)⟧ camera/u,
    holds: ({ oracle, groups }) => above(oracle, groups.change),
  },
  {
    says: /giảm ⟦(?<change>movement\.city\.camera\.closing#less\/movement\.city\.camera\.opening)⟧ camera/u,
    holds: ({ oracle, groups }) => above(oracle, groups.change),
  },
  { says: /lắp mới ⟦movement\.city\.camera\.installed⟧/u },
  {
    says: /tiếp nhận từ đơn vị khác ⟦movement\.city\.camera\.received⟧/u,
    holds: ({ scope }) => scope === 'agency',
  },
  {
    says: /bàn giao cho đơn vị khác ⟦movement\.city\.camera\.handedOver⟧/u,
    holds: ({ scope }) => scope === 'agency',
  },
  { says: /thanh lý ⟦movement\.city\.camera\.scrapped⟧/u },
  { says: /^Thanh lý gồm ⟦movement\.removedFromList\.\*⟧ thiết bị được đưa ra khỏi danh mục/u },
  {
    says: /^Có ⟦movement\.transfers\.\*⟧ lượt thiết bị \(trong đó ⟦movement\.transfers\.camera⟧ lượt camera\) được bàn giao giữa các đơn vị; tổng số của Thành phố giữ nguyên/u,
    holds: ({ scope }) => scope !== 'agency',
  },
  { says: /^Kế hoạch xác định nhu cầu ⟦targets\.rows\.cameras\.target⟧ camera/u },
  { says: /danh mục hiện có ⟦targets\.rows\.cameras\.present⟧ camera/u },
  { says: /bằng ⟦targets\.rows\.cameras\.present#share\/targets\.rows\.cameras\.target⟧ \(gồm cả/u },
  {
    says: /^Trong số đó, ⟦targets\.rows\.cameras\.ofProgrammes⟧ camera được đầu tư theo các nhiệm vụ của Kế hoạch/u,
  },
  { says: /, bằng ⟦targets\.rows\.cameras\.ofProgrammes#share\/targets\.rows\.cameras\.target⟧ chỉ tiêu/u },
  {
    says: /^Độ khả dụng về kết nối của camera đạt ⟦(?<sums>availability\.indicators\.reach\.camera\.city\.measured)#availability⟧, tính trên ⟦availability\.indicators\.reach\.camera\.city\.measured#coverage⟧ thời gian có số liệu của ⟦availability\.indicators\.reach\.camera\.city\.entities⟧ camera/u,
  },
  {
    says: /^Thời gian có số liệu dưới 90 %: nếu toàn bộ thời gian chưa rõ là gián đoạn thì độ khả dụng là ⟦(?<sums>[^⟧]*\.measured)#low⟧, nếu là hoạt động thì ⟦[^⟧]*\.measured#high⟧/u,
    holds: ({ oracle, groups }) => Number(oracle.value(`${groups.sums}#coverage`)) < 90,
  },
  {
    says: /^⟦availability\.[^⟧]*\.imported\.entities⟧ camera có thời gian do hệ thống khác ghi nhận/u,
  },
  {
    says: /^⟦availability\.indicators\.reach\.camera\.city\.neverMeasured⟧ camera chưa đo được kết nối, chưa tính vào tỷ lệ này/u,
  },
  {
    says: /đơn vị đã tự báo cáo tình trạng của ⟦availability\.[^⟧]*\.selfReported\.said⟧ camera trong số đó/u,
  },
  { says: /^Camera: ghi nhận ⟦outages\.indicators\.reach\.camera\.city\.count⟧ lần gián đoạn/u },
  {
    says: /trong đó ⟦outages\.indicators\.reach\.camera\.city\.begunBeforeService⟧ lần có từ trước khi nghiệm thu hoặc sử dụng lại/u,
  },
  { says: /Thời gian khắc phục trung bình ⟦outages\.indicators\.reach\.camera\.city\.mttrMs#hours⟧ giờ/u },
  {
    says: /thời gian hoạt động trung bình giữa hai lần gián đoạn ⟦outages\.indicators\.reach\.camera\.city\.mtbfMs#days⟧ ngày/u,
  },
  { says: /lần dài nhất ⟦outages\.indicators\.reach\.camera\.city\.longestMs#hours⟧ giờ/u },
  {
    says: /^Cuối kỳ còn ⟦outages\.indicators\.reach\.camera\.city\.openAtEnd⟧ lần chưa được khắc phục/u,
  },
  compare('cao hơn', (now, before) => now > before),
  compare('thấp hơn', (now, before) => now < before),
  compare('bằng', (now, before) => now === before),
  {
    says: /⟦(?<sums>[^⟧]*\.measured)#availability⟧ \(⟦[^⟧]*\.measured#low⟧ – ⟦[^⟧]*\.measured#high⟧\)/u,
    holds: ({ oracle, groups }) => Number(oracle.value(`${groups.sums}#coverage`)) < 90,
  },
  ...['dịch vụ', 'luồng hình', 'hình ảnh', 'ghi hình', 'dung lượng'].map((words, index) => {
    const name = ['service', 'stream', 'image', 'recording', 'capacity'][index];
    const cell = `availability\\.indicators\\.${name}\\.[a-z]+\\.city`;
    return {
      says: new RegExp(
        `${words} của [\\p{L} ]+ (?:⟦${cell}\\.measured#availability⟧(?: \\([^)]*\\))?|⟪[^⟫]*⟫), ⟦${cell}\\.entities⟧ (?:thiết bị|đường)`,
        'u',
      ),
    };
  }),
  { says: /, tính trên ⟦yearBefore\.[^⟧]*\.measured#coverage⟧ thời gian có số liệu/u },
  {
    says: /^Tổng thời gian gián đoạn là ⟦causes\.total\.downMs#hours⟧ giờ của ⟦causes\.total\.entities⟧ thiết bị/u,
  },
  { says: /^Có ⟦contracts\.rows\.\*\.none⟧ kỳ đối soát, ⟪/u },
  { says: /^Đã ban hành ⟦contracts\.rows\.\*\.issued⟧ bảng đối soát/u },
  { says: /^Còn ⟦contracts\.rows\.\*\.drafts⟧ bảng ở dạng dự thảo/u },
  { says: /^Còn ⟦contracts\.rows\.\*\.none⟧ kỳ chưa lập bảng đối soát/u },
  ...(['money', 'draftMoney'] as const).map((money) => ({
    says: new RegExp(
      `^Theo các bảng ${money === 'money' ? 'đối soát đã ban hành' : 'dự thảo \\(tạm tính\\)'}, tổng số tiền là ⟦contracts\\.${money}\\.total#dong⟧ đồng, gồm giảm trừ thanh toán ⟦contracts\\.${money}\\.byType\\.deduction#dong⟧ đồng, phạt vi phạm ⟦contracts\\.${money}\\.byType\\.penalty#dong⟧ đồng, bồi thường thiệt hại ⟦contracts\\.${money}\\.byType\\.damages#dong⟧ đồng`,
      'u',
    ),
  })),
  { says: /^Trong đó ⟦contracts\.(?:money|draftMoney)\.disputed#dong⟧ đồng chưa thống nhất với nhà thầu/u },
  { says: /^Danh mục có ⟦links\.links⟧ đường truyền, ⟪links\.measured⟫/u },
  {
    says: /^Danh mục có ⟦links\.links⟧ đường truyền, (?:đo được kết nối của ⟦availability\.indicators\.reach\.link\.city\.entities⟧ đường, )?đo được lưu lượng của ⟦links\.measured⟧ đường/u,
  },
  {
    says: /^⟦links\.withSaturatedDays⟧\/⟦links\.measured⟧ đường truyền được đo có ngày sử dụng trên 90 % dung lượng/u,
  },
  { says: /trong đó ⟦links\.undersized⟧ đường liên tục từ 07 ngày trở lên/u },
  { says: /^Có ⟦links\.withSaturatedDays⟧ đường truyền như vậy, chỉ liệt kê/u },
  { says: /^Cuối kỳ có ⟦recorders\.recorders⟧ đầu ghi hình/u },
  { says: /^⟦recorders\.kept⟧ đầu ghi lưu đủ thời gian yêu cầu/u },
  { says: /, ⟦recorders\.short⟧ đầu ghi lưu thiếu/u },
  { says: /^⟦recorders\.notMeasured⟧ đầu ghi chưa đọc được thời gian lưu/u },
  { says: /^⟦recorders\.withoutTarget⟧ đầu ghi chưa có yêu cầu về thời gian lưu/u },
  { says: /^Cuối kỳ còn ⟦security\.findings\.devicesAtEnd⟧ thiết bị, đường truyền có phát hiện chưa xử lý/u },
  { says: /^Giấy chứng nhận hợp quy: ⟦security\.certificates\.valid⟧ thiết bị còn hiệu lực/u },
  { says: /, ⟦security\.certificates\.expired⟧ thiết bị đã hết hạn/u },
  { says: /^⟦security\.certificates\.withoutDate⟧ giấy chứng nhận không ghi thời hạn/u },
  { says: /^⟦security\.certificates\.none⟧ thiết bị chưa có thông tin về giấy chứng nhận/u },
  { says: /tin của thiết bị nào trong ⟦security\.certificates\.none⟧ thiết bị/u },
  ...(['area', 'junction', 'site'] as const).flatMap((place) => {
    const word = { area: 'phường, xã', junction: 'nút giao', site: 'điểm lắp đặt' }[place];
    return [
      `(?:^|: )Trong ⟦blind\\.${place}\\.places⟧ ${word} có camera, ⟪blind\\.${place}\\.blind⟫`,
      `(?:^|: )⟦blind\\.${place}\\.blind⟧/⟦blind\\.${place}\\.places⟧ ${word} có camera mất toàn bộ camera`,
      `^⟦blind\\.${place}\\.unproven⟧ ${word} chưa xác định được còn camera hoạt động`,
    ].map((source) => ({ says: new RegExp(source, 'u') }));
  }),
  { says: /^⟦blind\.areasWithoutCamera⟧ phường, xã chưa có camera trong danh mục/u },
  { says: /^Danh mục có ⟦quality\.devices⟧ thiết bị cuối kỳ/u },
  { says: / và ⟦quality\.rows\.no-agency\.notNamed⟧ thiết bị khác/u },
  { says: /^Kiểm tra ⟦quality\.devices⟧ thiết bị trong danh mục, ⟪quality\.rows\.\*\.devices⟫/u },
  {
    says: /^Các đơn vị tự báo cáo tình trạng của ⟦selfReports\.said⟧\/⟦selfReports\.devices⟧ thiết bị: /u,
  },
  ...Object.entries({
    up: 'hoạt động tốt',
    degraded: 'hoạt động kém',
    down: 'không hoạt động',
    unknown: 'chưa rõ',
    'not-in-use': 'không sử dụng',
    'not-stated': 'không nêu tình trạng',
  }).map(([id, words]) => ({ says: new RegExp(`⟦selfReports\\.rows\\.${id}\\.devices⟧ ${words}`, 'u') })),
  {
    says: /^Đối chiếu với kết quả đo cuối kỳ, ⟦selfReports\.differing⟧ thiết bị có kết quả đo khác với báo cáo/u,
  },
  { says: /⟦rankings\.devices\.belowCoverage⟧ thiết bị có quá ít thời gian có số liệu nên không xếp hạng/u },
  { says: /^⟦rankings\.devices\.secretLeftOut⟧ thiết bị tại địa điểm mật không nêu tên/u },
  { says: /^⟦blind\.site\.secretLeftOut⟧ địa điểm mật không nêu tên/u },
  { says: /^Còn ⟦blind\.site\.notListed⟧ địa điểm không liệt kê/u },
];

/** `không` and `chưa` beside the number of those of which it is said. */
export const COUNTED: readonly RegExp[] = [
  /⟦[^⟧]*\.neverMeasured⟧ camera chưa đo được kết nối, chưa tính vào/gu,
  /⟦[^⟧]*\.openAtEnd⟧ lần chưa được khắc phục/gu,
  /⟦[^⟧]*\.none⟧ kỳ chưa lập bảng đối soát/gu,
  /⟦[^⟧]*\.disputed#dong⟧ đồng chưa thống nhất/gu,
  /⟦[^⟧]*\.notMeasured⟧ đầu ghi chưa đọc được/gu,
  /⟦[^⟧]*\.withoutTarget⟧ đầu ghi chưa có yêu cầu/gu,
  /⟦[^⟧]*\.devicesAtEnd⟧ thiết bị, đường truyền có phát hiện chưa xử lý/gu,
  /⟦[^⟧]*\.withoutDate⟧ giấy chứng nhận không ghi/gu,
  /⟦[^⟧]*certificates\.none⟧ thiết bị chưa có thông tin/gu,
  /⟦[^⟧]*\.unproven⟧ [\p{L}, ]+ chưa xác định/gu,
  /⟦[^⟧]*\.areasWithoutCamera⟧ phường, xã chưa có/gu,
  /⟦[^⟧]*\.belowCoverage⟧ (?:đơn vị|thiết bị) có quá ít thời gian có số liệu nên không xếp hạng/gu,
  /⟦[^⟧]*\.secretLeftOut⟧ (?:thiết bị tại )?địa điểm mật không nêu tên/gu,
  /⟦selfReports\.rows\.[^⟧]*⟧ (?:không hoạt động|chưa rõ|không sử dụng|không nêu tình trạng)/gu,
  /⟦[^⟧]*\.notListed⟧ địa điểm không liệt kê/gu,
  // Not known is one of the four states, and the part of a sum is called so.
  /thời gian chưa rõ/gu,
  /kỳ chưa đối soát/gu,
];

/** Numbers that a rule sets, and days. */
export const NUMBERS: readonly RegExp[] = [
  /\d{2}\/\d{1,2}\/\d{4}/gu,
  /(?<=trên |dưới )90 %/gu,
  /(?<=từ )07 ngày/gu,
  /(?<=hơn )5 %(?= thời gian)/gu,
  /chênh lệch bằng 0(?=\.)/gu,
];

/** How figures are counted: sentences that say nothing of this year. */
export const RULES: readonly RegExp[] = [
  /^Số camera hiện có là số trong danh mục tại ngày cuối kỳ, không gồm camera chưa kê khai\.$/u,
  /^Tỷ lệ lấy một chữ số thập phân, không làm tròn\.$/u,
  /^Độ khả dụng = thời gian hoạt động chia cho thời gian có số liệu, không làm tròn, tính từ ngày nghiệm thu, trừ lúc tạm dừng\.$/u,
  /^Nơi thời gian có số liệu dưới 90 %: trong ngoặc là độ khả dụng nếu toàn bộ thời gian chưa rõ là gián đoạn và nếu là hoạt động\.$/u,
  /^Gián đoạn do đường truyền, thiết bị mạng được tính cho đường truyền, thiết bị đó, không tính là hỏng camera\.$/u,
  /^Tính theo kết nối của thiết bị, không gồm đường truyền; gồm cả lần gián đoạn kéo dài từ trước kỳ\.$/u,
  /^Một lần có thể tính cho nhiều bên; số giờ, tỷ lệ không làm tròn nên tổng các dòng có thể khác dòng cộng\.$/u,
  /^Độ khả dụng của thiết bị không nói lên trách nhiệm của đơn vị\.$/u,
  /^Xếp theo kết nối của camera trong thời gian đơn vị quản lý; chỉ xếp đơn vị còn hoạt động, có số liệu từ 50 % thời gian trở lên\.$/u,
  /^Điểm lắp đặt không còn camera hoạt động: ⟪blind\.site\.[^⟫]+⟫\.$/u,
];
