import type { TargetName } from '../../../contracts/sla/check-targets.ts';
import type { SettledClass } from '../../../contracts/sla/settled-class.ts';
import type { MoneyType } from '../../../core/domain/contract-terms.ts';

/** Texts of contracts and their months. Numbers and times come in as text. */
export interface ContractTexts {
  readonly heading: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly pending: (count: string) => string;
  readonly withoutEnd: string;
  readonly monthOf: (contract: string, period: string) => string;
  readonly before: string;
  readonly after: string;
  readonly provisional: string;
  readonly asOf: (time: string) => string;
  readonly settling: string;
  readonly notSettled: (time: string, why: string) => string;
  readonly availability: string;
  readonly target: (share: string) => string;
  readonly noTarget: string;
  readonly nothingCounts: string;
  readonly budgetLeft: string;
  readonly budgetOver: string;
  readonly budgetAbout: (allowed: string, lost: string) => string;
  readonly forecast: string;
  readonly forecastAbout: string;
  readonly noForecast: string;
  readonly noneMissed: string;
  readonly ofTargets: (count: string) => string;
  readonly missed: (missed: string, of: string) => string;
  readonly cases: (count: string) => string;
  readonly soFar: string;
  readonly money: string;
  readonly moneyTypes: Readonly<Record<MoneyType, string>>;
  readonly moneyNone: string;
  readonly targets: string;
  readonly targetNames: Readonly<Record<TargetName, string>>;
  readonly outcomes: Readonly<Record<'met' | 'missed' | 'not-measured', string>>;
  /** Target, what was agreed of it, what became of it, in how many cases it was missed. */
  readonly targetHead: readonly [string, string, string, string];
  readonly time: string;
  readonly classes: Readonly<Record<SettledClass, string>>;
  readonly days: string;
  readonly daysAbout: string;
  readonly day: (date: string, lost: string, share: string) => string;
  readonly worst: string;
  readonly worstHead: readonly string[];
  readonly noneWorst: string;
  readonly claimLimit: (span: string, since: string) => string;
  readonly claimThis: string;
  readonly claims: string;
  readonly statement: string;
  readonly noStatement: string;
  readonly hours: (count: string) => string;
}
