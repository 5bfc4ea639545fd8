import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type SettlementErrorCode = 'SETTLEMENT_CONTRACT' | 'SETTLEMENT_PERIOD' | 'SETTLEMENT_TERMS';

/** A contract and period of which there are no figures. */
export class SettlementError extends CodedError<SettlementErrorCode, Said> {}
