import type { Handover } from '../../core/domain/inventory.ts';

/** A device or contract that a unit hands to another agency. */
export interface NewHandover extends Handover {
  readonly field: 'agency';
  readonly from: string;
  readonly to: string;
  readonly document: string;
}
