import type { Kept, KindName } from '../../grafana/api/kind.ts';
import type { Refusal } from '../../grafana/push/plan.ts';

/** Everything that `camwatch dashboards push` and `camwatch alerts push` print. */
export interface PushTexts {
  readonly kinds: Readonly<Record<KindName, string>>;
  readonly plan: (url: string) => string;
  readonly counts: (counts: PushCounts) => string;
  readonly nothing: string;
  readonly dryRun: string;
  readonly done: (written: number, removed: number) => string;
  readonly stopped: (done: number, total: number) => string;
  readonly secretOrOrder: string;
  readonly changedThere: string;
  readonly refusals: Readonly<Record<Refusal, (detail: string) => string>>;
  readonly notRemoved: Readonly<Record<Kept['reason'] | 'locked' | 'unmarked', (detail: string) => string>>;
}

export interface PushCounts {
  readonly create: number;
  readonly change: number;
  readonly remove: number;
  readonly untouched: number;
  readonly kept: number;
  readonly refused: number;
}
