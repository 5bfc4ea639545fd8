import type { NewAttachment } from '../files/attachments.ts';

/**
 * Who acts, and with which papers. A command has it from its options, a page from whoever is logged in: it is never part of
 * what a form sends.
 */
export interface Actor {
  /** The acting party: `dost`, or an agency or contractor that is on record. */
  readonly by: string;
  /** The account that puts it on record. */
  readonly author: string;
  /** Papers that bear it out, kept by their hash once the act is admitted. */
  readonly files?: readonly NewAttachment[];
  readonly nowMs?: () => number;
}
