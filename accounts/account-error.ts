import { CodedError } from '../core/errors.ts';
import type { Said } from '../core/language/said.ts';

export type AccountErrorCode =
  | 'ACCOUNT_EXISTS'
  | 'ACCOUNT_UNKNOWN'
  | 'ACCOUNT_LAST_ADMIN'
  | 'ACCOUNT_STORE'
  | 'LOGIN_REFUSED'
  | 'LOGIN_LOCKED'
  | 'LINK_ENDED'
  | 'PASSKEY_REFUSED'
  | 'PASSWORD_WEAK'
  | 'OPENID_FAILED'
  | 'OPENID_REFUSED'
  | 'OPENID_TAKEN'
  | 'OPENID_OFF'
  | 'VIEW_REFUSED'
  | 'OWN_SETTING_REFUSED';

export class AccountError extends CodedError<AccountErrorCode, Said> {}
