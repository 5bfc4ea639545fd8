import type { Json } from '../text/canonical-json.ts';

export const REVISION_KINDS = [
  'agency',
  'contractor',
  'contract',
  'calendar',
  'programme',
  'district',
  'area',
  'site',
  'device',
  'link',
  'handover',
  'profile',
  'polling',
] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/**
 * A dated state of one member of the inventory, as the ledger keeps it. Contacts are persons and never revised here.
 * A `profile` says how devices are checked; `polling`, by entity, how often, where the profile alone does not say it.
 */
export interface Revision {
  readonly kind: RevisionKind;
  readonly id: string;
  /** From when it is in force, which may lie before or after the time it is recorded. */
  readonly fromMs: number;
  /** `undefined`: retired, or removed with a confirmation. */
  readonly body: Json | undefined;
}

/** The last recorded canonical body by `kind:id`, of what was not removed since. */
export interface RecordedBodies {
  readonly get: (key: string) => string | undefined;
  readonly keys: () => Iterable<string>;
}
