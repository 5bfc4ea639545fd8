import type { IncidentWords } from '../../../core/words/incident-words-en.ts';

/** Texts about incidents: what failed and how bad it is, messages and the page call alike. */
export interface IncidentTexts extends IncidentWords {
  readonly heading: string;
  /** `3 unresolved: 1 critical, 2 major`. */
  readonly count: (total: string, parts: readonly string[]) => string;
  readonly severities: Readonly<Record<'critical' | 'major' | 'minor', string>>;
  readonly none: string;
  readonly more: (count: string) => string;
  readonly acknowledgedBy: (parties: string) => string;
  readonly operator: string;
  /** Lost a moment ago: no incident has it yet. */
  readonly unassigned: string;
  /** Of several the one that fell last. */
  readonly latest: (time: string) => string;
  /** To the page of an incident. */
  readonly whole: string;
  readonly page: {
    readonly state: string;
    readonly since: string;
    readonly lasting: string;
    readonly lasted: string;
    readonly resolved: string;
    readonly lost: string;
    readonly lostOf: (now: string, ever: string) => string;
    readonly where: string;
    readonly line: string;
    readonly contractors: string;
    readonly acknowledged: string;
    readonly more: string;
    readonly course: string;
    readonly at: string;
    readonly step: string;
    readonly cameras: string;
    readonly members: string;
    readonly noMembers: string;
    readonly member: string;
    readonly joined: string;
    readonly left: string;
  };
  readonly acts: {
    readonly heading: string;
    readonly text: string;
    readonly acknowledge: string;
    readonly note: string;
    /** Why an act was not done on an incident that ended meanwhile, and what to do with what was written. */
    readonly isOver: (hasText: boolean) => string;
  };
}
