import type { OwnerCause } from '../../../availability/attribution/attribution.ts';
import type { TargetName } from '../../../contracts/sla/check-targets.ts';
import type { Refusal } from '../../../contracts/sla/excuse.ts';
import type { SettledClass } from '../../../contracts/sla/settled-class.ts';
import type { StretchRule } from '../../../contracts/statements/explained-stretch.ts';
import type {
  StatementCheck,
  StatementCheckName,
  StatementVerdict,
} from '../../../contracts/verification/statement-verification.ts';
import type { ExcuseCause, MoneyType } from '../../../core/domain/contract-terms.ts';
import type { HangsOnTexts } from './hangs-on-texts.ts';
import type { IncidentTexts } from './incident-texts.ts';
import type { WorkingTexts } from './working-texts.ts';

/** What a rule may mention: values come in as text. */
export interface RuleValues {
  readonly owner: string;
  readonly ref: string;
  readonly cause: string;
  readonly shortest: string;
}

/** Everything that `camwatch statement` says to people. Numbers, times and money come in as text. */
export interface StatementTexts {
  readonly statement: string;
  /** What whole amounts are called. */
  readonly currency: string;
  readonly restatement: (number: number) => string;
  /** Which account signed a draft off, when, and the row of the ledger that says so. */
  readonly signedOff: (author: string, time: string, row: number) => string;
  readonly states: Readonly<Record<'draft' | 'issued' | 'restated' | 'withdrawn', string>>;
  readonly actions: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<SettledClass, string>>;
  readonly excuses: Readonly<Record<ExcuseCause, string>>;
  readonly owners: Readonly<Record<Exclude<OwnerCause, 'own'>, string>>;
  readonly ownFaults: Readonly<Record<'device' | 'link', string>>;
  readonly refusals: Readonly<Record<Refusal, string>>;
  readonly rules: Readonly<Record<StretchRule, (values: RuleValues) => string>>;
  readonly money: Readonly<Record<MoneyType, string>>;
  readonly targets: Readonly<Record<TargetName, string>>;
  /** Of a target whose time is known in part only. */
  readonly judgedOn: (percent: string) => string;
  readonly targetOutcomes: Readonly<Record<'met' | 'missed' | 'not-measured', string>>;
  readonly checks: Readonly<Record<StatementCheckName, string>>;
  readonly outcomes: Readonly<Record<StatementCheck['outcome'], string>>;
  readonly verified: Readonly<Record<StatementVerdict, string>>;
  readonly units: Readonly<Record<'day' | 'hour' | 'minute' | 'second', string>>;
  readonly labels: Readonly<Record<Label, string>>;
  /** `clauses 4.1.4, 6.4 of the rules`. */
  readonly clauses: (numbers: readonly string[]) => string;
  /** By which version of the rules figures were worked out, or by which, where parts differ. */
  readonly rulesVersion: (versions: readonly number[]) => string;
  readonly whole: string;
  readonly fleetLine: string;
  readonly provisional: string;
  readonly objectUntil: (time: string) => string;
  readonly newKey: (path: string) => string;
  readonly daysAllUp: (count: number) => string;
  readonly nothing: string;
  readonly more: (count: number) => string;
  readonly files: (count: number) => string;
  readonly outageTitle: (number: number, ref: string) => string;
  readonly edge: (earliest: string, proof: string) => string;
  readonly stillDown: string;
  readonly over: (time: string) => string;
  /** What contracts call how urgent a fault is. */
  readonly severity: (name: string) => string;
  readonly withinTime: string;
  /** It was not over when the part ended. */
  readonly notYetLate: string;
  readonly working: WorkingTexts;
  readonly incidents: IncidentTexts;
  readonly hangsOn: HangsOnTexts;
  readonly warnings: WarningTexts;
}

interface WarningTexts {
  readonly 'covers-nothing': string;
  readonly 'terms-changed': (times: string) => string;
  /** @param before Absent by version 1 of the rules. */
  readonly 'contract-recorded-late': (time: string, before?: 'settled' | 'left-out') => string;
  readonly 'not-measured': (values: NotMeasuredValues) => string;
  readonly 'record-incomplete': string;
  readonly 'claim-pending': (claim: string) => string;
  readonly 'filed-late': (values: LateValues) => string;
  readonly 'decided-late': (values: LateValues) => string;
  /** Of a claim that was withdrawn after its decision was due. */
  readonly 'withdrawn-late': (values: LateValues) => string;
  readonly 'heard-late': (values: LateValues, party: string) => string;
  readonly 'announced-late': (values: LateValues) => string;
  readonly 'decision-overdue': (claim: string, due: string) => string;
  readonly 'repeats-unknown-before': (period: string) => string;
}

/** Until when something was to be done, when it was, and by how much it was late. */
interface LateValues {
  readonly ref: string;
  readonly due: string;
  readonly at: string;
  readonly over: string;
}

interface NotMeasuredValues {
  readonly count: string;
  readonly of: string;
  readonly indicator: string;
  readonly names: string;
}

type Label =
  | 'rules'
  | 'contract'
  | 'contractor'
  | 'agency'
  | 'period'
  | 'state'
  | 'made'
  | 'hash'
  | 'key'
  | 'file'
  | 'availability'
  | 'bounds'
  | 'coverage'
  | 'outages'
  | 'longest'
  | 'mttr'
  | 'mtbf'
  | 'excused'
  | 'others'
  | 'targets'
  | 'money'
  | 'total'
  | 'undisputed'
  | 'disputed'
  | 'objections'
  | 'warnings'
  | 'differences'
  | 'reason'
  | 'agreedBy'
  | 'counted'
  | 'good'
  | 'began'
  | 'ended'
  | 'answers'
  | 'restoration'
  | 'legend'
  | 'stretches'
  | 'arithmetic'
  | 'measured'
  | 'settled'
  | 'evidence'
  | 'notGranted'
  | 'notes'
  | 'rows'
  | 'noRecord'
  | 'neverMeasured'
  | 'dossier'
  | 'answering'
  | 'nobody'
  | 'since'
  | 'worst'
  | 'old'
  | 'new'
  | 'id';
