export const PLAN_FINDING_CODES = [
  'installed-without-opinion',
  'installed-during-pause',
  'unused',
  'duplicate-view',
  'task-unnamed',
  'task-not-in-plan',
  'setting-missing',
] as const;
export type PlanFindingCode = (typeof PLAN_FINDING_CODES)[number];

/** Something about the plan that a person must look at; it changes no figure. */
export interface PlanFinding {
  readonly code: PlanFindingCode;
  /** The site it is about; of `duplicate-view` that of the first device. */
  readonly site?: string;
  /** The devices it is about, in order; of `duplicate-view` the two. */
  readonly devices: readonly string[];
  /** The agencies of these devices, in order. */
  readonly agencies: readonly string[];
  /** Whether it names a secret site: then only those who may see such sites are told of it. */
  readonly isSecret: boolean;
  /** Since when it is so: the first installation, or the beginning of what a device was last. */
  readonly sinceMs?: number;
  /**
   * Of `installed-without-opinion` what is missing, `dost:waiting police:not-agreed`; of `installed-during-pause` the document
   * that paused; of `unused` `down:reach`, `paused` or `not-in-service`; of `duplicate-view` the metres between the two; of
   * tasks their number; of `setting-missing` the key of plan.yaml.
   */
  readonly detail: string;
}
