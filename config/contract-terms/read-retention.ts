import type { Contract } from '../../core/domain/inventory.ts';
import { Terms } from './terms-schema.ts';

/**
 * How far back recordings must reach by a contract (`recording_retention: 30d`), in milliseconds; `unreadable` where that is no
 * duration. The collector asks for this term alone, and of contracts whose other terms may be broken.
 */
export function readRetentionMs({ terms }: Pick<Contract, 'terms'>): number | 'unreadable' | undefined {
  const read = Terms.shape.recording_retention.safeParse(terms.recording_retention);
  return read.success ? read.data : 'unreadable';
}
