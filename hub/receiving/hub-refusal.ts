import type { ChainHead } from '../../ledger/record/chain-heads.ts';
import type { HubRefusalCode } from '../wire/protocol.ts';

const STATUSES: Readonly<Record<HubRefusalCode, number>> = {
  NOT_FOUND: 404,
  INVALID: 400,
  TOO_LARGE: 413,
  TOO_MANY: 429,
  BUSY: 503,
  FAILED: 503,
  TOKEN_REFUSED: 403,
  CERTIFICATE_MISSING: 401,
  CERTIFICATE_REFUSED: 403,
  ROWS_GAP: 409,
  ROWS_FORK: 409,
  ROWS_DAMAGED: 422,
  NO_CONFIGURATION: 503,
};

/** A request that is refused. It crosses to the collector as JSON, and never to a log as a fault of ours. */
export class HubRefusal extends Error {
  readonly code: HubRefusalCode;
  readonly status: number;
  readonly head: ChainHead | undefined;

  constructor(code: HubRefusalCode, message: string, head?: ChainHead) {
    super(message);
    this.name = 'HubRefusal';
    this.code = code;
    this.status = STATUSES[code];
    this.head = head;
  }
}
