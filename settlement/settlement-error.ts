import { CamwatchError } from '../core/errors.ts';

export type SettlementErrorCode = 'SETTLEMENT_CONTRACT' | 'SETTLEMENT_PERIOD' | 'SETTLEMENT_TERMS';

/** A contract and period of which there are no figures. */
export class SettlementError extends CamwatchError {
  readonly code: SettlementErrorCode;

  constructor(code: SettlementErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
