import { AccountError } from '../account-error.ts';

/** What is wrong with an issuer, or with what came from it. */
export type IssuerFailure =
  | 'unreachable'
  | 'failing'
  | 'late'
  | 'setup'
  | 'busy'
  | 'wrong'
  | 'denied'
  | 'unasked';

const BROKEN = {
  en: 'the log-in service of the organisation cannot be reached or does not work',
  vi: 'không kết nối được dịch vụ đăng nhập của cơ quan, hoặc dịch vụ đang lỗi',
} as const;

const SAID: Readonly<Record<IssuerFailure, { readonly en: string; readonly vi: string }>> = {
  unreachable: BROKEN,
  failing: BROKEN,
  late: {
    en: 'the log-in service of the organisation does not answer in time',
    vi: 'dịch vụ đăng nhập của cơ quan không trả lời kịp',
  },
  setup: {
    en: 'the log-in through the organisation is not set up right: tell an administrator',
    vi: 'đăng nhập qua cơ quan chưa được thiết lập đúng: hãy báo quản trị viên',
  },
  wrong: {
    en: 'what the log-in service of the organisation answered is not right',
    vi: 'câu trả lời của dịch vụ đăng nhập của cơ quan không hợp lệ',
  },
  denied: {
    en: 'the log-in service of the organisation did not let you in',
    vi: 'dịch vụ đăng nhập của cơ quan không cho vào',
  },
  unasked: {
    en: 'the log-in service of the organisation took whoever was logged in there before and asked nobody: log out there first',
    vi: 'dịch vụ đăng nhập của cơ quan lấy luôn người đang đăng nhập sẵn ở đó mà không hỏi lại: hãy đăng xuất ở đó trước',
  },
  busy: {
    en: 'too many are logging in through the organisation at this moment',
    vi: 'quá nhiều người đang đăng nhập qua cơ quan cùng lúc',
  },
};

/** Nobody can be let in by the issuer. People are told in few words; `detail` is for the log. */
export class IssuerError extends AccountError {
  readonly failure: IssuerFailure;
  readonly detail: string;

  constructor(failure: IssuerFailure, detail: string, options?: ErrorOptions) {
    super('OPENID_FAILED', SAID[failure], options);
    this.failure = failure;
    this.detail = detail;
  }
}
