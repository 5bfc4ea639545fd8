import { CodedError } from '../core/errors.ts';
import type { Said } from '../core/language/said.ts';

export type HubErrorCode =
  | 'HUB_AUTHORITY'
  | 'HUB_TOKEN'
  | 'HUB_REFUSED'
  | 'HUB_UNREACHABLE'
  | 'HUB_ANSWER'
  | 'HUB_CONFIGURATION'
  | 'COLLECTOR_STATE';

/** Between a hub and its collectors something is not as it should be. */
export class HubError extends CodedError<HubErrorCode, Said> {}
