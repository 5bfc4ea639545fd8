import type { DecidedCause } from '../../../availability/attribution/cause.ts';
import type { FindingCode } from '../../../core/domain/findings.ts';
import type { DeviceKind, Purpose } from '../../../core/domain/inventory.ts';
import { KIND_WORDS_VI } from '../../../core/words/kind-words-vi.ts';
import type { QualityCode } from '../../figures/document/inventory-figures.ts';

/** Vietnamese words of what figures name by a code. */
export const KIND_WORDS: Readonly<Record<DeviceKind | 'link', string>> = {
  ...KIND_WORDS_VI.oneOfKind,
  controller: 'thiết bị điều khiển giao thông',
  link: 'đường truyền',
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  security: 'An ninh, trật tự',
  traffic: 'Giao thông',
  environment: 'Môi trường',
  'urban-order': 'Trật tự đô thị',
  defence: 'Quốc phòng',
};

export const FINDING_WORDS: Readonly<Record<FindingCode, string>> = {
  'access-refused': 'Thiết bị từ chối cho kiểm tra',
  'certificate-expired': 'Chứng thư bảo mật đã hết hạn',
  'certificate-self-signed': 'Chứng thư bảo mật do thiết bị tự ký',
  'cleartext-login': 'Đăng nhập bằng mật khẩu không mã hóa',
  'clock-drift': 'Đồng hồ thiết bị sai giờ',
  'clock-unsynchronised': 'Đồng hồ thiết bị không được đồng bộ',
  contradiction: 'Số liệu của thiết bị mâu thuẫn nhau',
  'counter-implausible': 'Bộ đếm lưu lượng không hợp lý',
  'credentials-missing': 'Thiếu thông tin đăng nhập để kiểm tra',
  'default-community': 'Dùng chuỗi SNMP mặc định',
  'default-password': 'Dùng mật khẩu mặc định của nhà sản xuất',
  'empty-password': 'Mật khẩu để trống',
  'no-password': 'Truy cập được mà không cần mật khẩu',
  'disk-trouble': 'Ổ đĩa có lỗi',
  'firmware-old': 'Phần mềm thiết bị cũ',
  'model-changed': 'Kiểu máy khác với danh mục',
  'pin-mismatch': 'Khóa bảo mật khác với danh mục',
  'ping-filtered': 'Không trả lời ping nhưng vẫn hoạt động',
  'retention-short': 'Thời gian lưu hình không đủ',
  'retention-long': 'Lưu hình quá thời hạn cho phép',
  'serial-changed': 'Số máy khác với danh mục',
  'snmp-old-version': 'Dùng phiên bản SNMP không mã hóa',
  'other-source-address': 'Trả lời SNMP từ địa chỉ khác',
  'never-answered': 'Chưa từng trả lời từ khi lắp đặt',
  'stream-changed': 'Cấu hình luồng hình bị thay đổi',
  'telnet-open': 'Cổng Telnet đang mở',
  'on-battery': 'Đang chạy bằng bộ lưu điện',
};

export const QUALITY_WORDS: Readonly<Record<QualityCode, string>> = {
  'no-agency': 'Chưa xác định đơn vị quản lý, sử dụng',
  'agency-ended': 'Đơn vị quản lý đã chấm dứt hoạt động, chưa bàn giao',
  'no-area': 'Chưa xác định phường, xã',
  'area-ended': 'Phường, xã ghi trong danh mục không còn, chưa cập nhật',
  'no-coordinates': 'Chưa có tọa độ',
  'no-contract': 'Chưa thuộc hợp đồng nào',
  'no-certificate': 'Chưa có thông tin về giấy chứng nhận hợp quy',
  'no-programme': 'Chưa xác định nhiệm vụ của Kế hoạch',
  'no-serial': 'Chưa có số máy',
  'no-class': 'Chưa xác định camera cố định hay PTZ',
  undated: 'Chưa có ngày lắp đặt, nghiệm thu',
  'never-measured': 'Chưa đo được lần nào',
};

const CAUSE_WORDS: Readonly<Record<DecidedCause['cause'], string>> = {
  power: 'nguồn điện',
  client: 'phía đơn vị sử dụng',
  vandalism: 'phá hoại',
  'third-party': 'bên thứ ba',
  'force-majeure': 'sự kiện bất khả kháng',
  monitoring: 'hệ thống giám sát',
  undetermined: 'chưa xác định',
};

const ROOT_WORDS: Readonly<Record<string, string>> = {
  ...KIND_WORDS,
  ...CAUSE_WORDS,
  self: 'bản thân thiết bị',
  device: 'bản thân thiết bị',
  none: 'chưa xác định',
};

/** What a cause began at; a code that is not known stays as it is. */
export const rootWords = (id: string): string => ROOT_WORDS[id] ?? id;

/** `Chưa xác định` where the inventory says nothing, else the name, else the id. */
export const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | undefined }): string =>
  name ?? (id === 'none' ? 'Chưa xác định' : id);

/** `Bảo trì camera (mẫu), số 02/2025/HĐ-MẪU`. */
export const contractName = ({
  id,
  name,
  number,
}: {
  readonly id: string;
  readonly name?: string | undefined;
  readonly number?: string | undefined;
}): string => `${nameOf({ id, name })}${number === undefined ? '' : `, số ${number}`}`;

/** The first letter in capitals. */
export const capitalised = (text: string): string =>
  `${[...text].slice(0, 1).join('').toLocaleUpperCase('vi')}${[...text].slice(1).join('')}`;

/** As offices shorten it in tables: `UBND phường Ba Đình`. */
export const shortName = (name: string): string => name.replace(/^Ủy ban nhân dân(?= )/u, 'UBND');

/** How far the statement of a period is. */
export const STATEMENT_WORDS: Readonly<Record<string, string>> = {
  issued: 'đã ban hành',
  restated: 'đã điều chỉnh',
  draft: 'dự thảo',
  none: 'chưa lập',
};

/** What the annual figures are made of. */
export const PART_WORDS: Readonly<Record<string, string>> = {
  statements: 'Kỳ đã ban hành bảng đối soát',
  restatements: 'Phần điều chỉnh sau khi ban hành',
  drafts: 'Kỳ có bảng đối soát dự thảo',
  'excused-as-measured': 'Thời gian được loại trừ theo hợp đồng, ghi lại theo số đo',
  'others-as-measured': 'Thời gian do bên khác chịu trách nhiệm, ghi lại theo số đo',
  'tolerated-as-measured': 'Gián đoạn ngắn được chấp nhận theo hợp đồng, ghi lại theo số đo',
  imports: 'Thời gian nhập từ hệ thống khác',
  'recorded-since': 'Số liệu ghi nhận sau khi lập bảng đối soát',
  'never-measured': 'Thiết bị chưa đo được lần nào',
  'open-periods': 'Kỳ chưa lập bảng đối soát',
  'cut-periods': 'Kỳ đối soát bị cắt bởi ngày đầu hoặc ngày cuối của kỳ báo cáo',
  'outside-hours': 'Ngoài giờ phục vụ của hợp đồng',
  'without-contract': 'Thiết bị ngoài hợp đồng',
  overlaps: 'Trừ phần thuộc nhiều hợp đồng cùng lúc',
};
