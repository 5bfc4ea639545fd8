import { inLanguage } from '../../../core/language/in-language.ts';
import type { HandoverState } from '../../papers/questions/plan-handovers.ts';

/** Texts of devices that change hands. Numbers and days come in as text. */
export interface HandoverTexts {
  readonly heading: string;
  readonly about: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly states: Readonly<Record<HandoverState, string>>;
  /** Where it leads to on the page of the plan. */
  readonly link: string;
  readonly waiting: (count: string) => string;
  /** The same in a list of what waits. */
  readonly asked: (count: string) => string;
  readonly acceptedAbout: string;
  readonly accept: string;
  readonly acceptAbout: (devices: string, day: string) => string;
  readonly refuse: string;
  readonly withdraw: string;
  readonly reason: string;
  readonly because: (reason: string) => string;
  readonly propose: string;
  readonly proposeAbout: string;
  readonly to: string;
  readonly choose: string;
  readonly day: string;
  readonly things: string;
  readonly thingsAbout: string;
  readonly document: string;
  readonly documentAbout: string;
  readonly note: string;
  readonly preview: string;
  readonly would: (devices: string, to: string, day: string) => string;
  readonly nothingYet: string;
  readonly files: string;
  readonly tooLarge: string;
  readonly send: string;
  readonly back: string;
  readonly devices: (count: string) => string;
  readonly list: string;
}

const vi: HandoverTexts = {
  heading: 'Bàn giao thiết bị',
  about:
    'Đơn vị có thiết bị đề nghị, đơn vị nhận đồng ý hoặc từ chối; hai bên đều đồng ý thì mới bàn giao. Mỗi bước được ghi sổ, không sửa hay xóa được.',
  none: 'Chưa có đề nghị bàn giao nào.',
  head: ['Số', 'Trạng thái', 'Bên giao → bên nhận', 'Từ ngày', 'Thiết bị', 'Biên bản', 'Đề nghị lúc'],
  states: {
    proposed: 'chờ bên nhận trả lời',
    accepted: 'hai bên đã đồng ý',
    refused: 'bị từ chối',
    withdrawn: 'đã rút',
    'in-force': 'đã vào danh mục',
  },
  link: 'Bàn giao thiết bị',
  waiting: (count) => `${count} đề nghị chờ đơn vị trả lời`,
  asked: (count) => `${count} đề nghị bàn giao thiết bị chờ đơn vị trả lời`,
  acceptedAbout: 'chờ quản trị viên ghi vào danh mục',
  accept: 'Đồng ý nhận',
  acceptAbout: (devices, day) =>
    `Từ ngày ${day}, đơn vị chịu trách nhiệm về ${devices} này. Đã đồng ý thì không rút lại được.`,
  refuse: 'Từ chối',
  withdraw: 'Rút đề nghị',
  reason: 'Lý do',
  because: (reason) => `lý do: ${reason}`,
  propose: 'Đề nghị bàn giao',
  proposeAbout: 'Xem trước danh sách thiết bị; chưa ghi gì cho đến khi bạn xác nhận.',
  to: 'Đơn vị nhận',
  choose: 'chọn đơn vị',
  day: 'Bàn giao từ ngày',
  things: 'Thiết bị, địa điểm',
  thingsAbout: 'Mã, cách nhau bằng dấu phẩy hoặc khoảng trắng. Mã địa điểm: mọi thiết bị của đơn vị tại đó.',
  document: 'Biên bản bàn giao',
  documentAbout: 'Số, ký hiệu và ngày.',
  note: 'Ghi chú',
  preview: 'Xem trước',
  would: (devices, to, day) => `Giao ${devices} cho ${to} từ ngày ${day}.`,
  nothingYet: 'Chưa ghi gì: hãy kiểm tra danh sách rồi xác nhận.',
  files: 'Bản chụp biên bản (không quá 20 MB mỗi tệp)',
  tooLarge: 'lớn hơn 20 MB',
  send: 'Gửi đề nghị',
  back: 'Sửa lại',
  devices: (count) => `${count} thiết bị`,
  list: 'Danh sách',
};

const en: HandoverTexts = {
  heading: 'Hand-overs of devices',
  about:
    'The agency that has devices proposes, the receiving agency accepts or refuses; they change hands when both agree. Every step is on record, and cannot be changed or deleted.',
  none: 'No hand-over has been proposed.',
  head: ['Number', 'State', 'From → to', 'From day', 'Devices', 'Minutes', 'Proposed'],
  states: {
    proposed: 'waits for the receiver',
    accepted: 'both agree',
    refused: 'refused',
    withdrawn: 'withdrawn',
    'in-force': 'in the inventory',
  },
  link: 'Hand-overs of devices',
  waiting: (count) =>
    count === '1' ? '1 proposal waits for your answer' : `${count} proposals wait for your answer`,
  asked: (count) =>
    count === '1'
      ? '1 hand-over of devices waits for your answer'
      : `${count} hand-overs of devices wait for your answer`,
  acceptedAbout: 'to be taken into the inventory by the administrator',
  accept: 'Accept',
  acceptAbout: (devices, day) =>
    `From ${day} on your agency answers for ${devices}. What is accepted cannot be taken back.`,
  refuse: 'Refuse',
  withdraw: 'Withdraw',
  reason: 'Reason',
  because: (reason) => `reason: ${reason}`,
  propose: 'Propose a hand-over',
  proposeAbout: 'See the list of devices first; nothing is recorded until you confirm.',
  to: 'Receiving agency',
  choose: 'choose an agency',
  day: 'From which day on',
  things: 'Devices, sites',
  thingsAbout: 'Ids, separated by commas or spaces. The id of a site: all devices of your agency there.',
  document: 'Minutes of the hand-over',
  documentAbout: 'Number, symbol and day.',
  note: 'Note',
  preview: 'Preview',
  would: (devices, to, day) => `To ${to} from ${day} on: ${devices}.`,
  nothingYet: 'Nothing is recorded yet: check the list, then confirm.',
  files: 'Scan of the minutes (20 MB each at most)',
  tooLarge: 'larger than 20 MB',
  send: 'Send the proposal',
  back: 'Change it',
  devices: (count) => (count === '1' ? '1 device' : `${count} devices`),
  list: 'List',
};

export const handoverTexts = inLanguage({ en, vi });
