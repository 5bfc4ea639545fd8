import type { HangsOnCase, HangsOnLine } from '../../contracts/hangs-on/hangs-on-schema.ts';
import type { IncidentFigures, IncidentRow } from '../../contracts/response/incident-schema.ts';
import type { LimitShare } from '../../contracts/statements/limit-shares.ts';
import type {
  Difference,
  StatementDocument,
  StatementEntity,
  StatementLine,
  StatementPart,
} from '../../contracts/statements/statement-schema.ts';
import type { MoneyType } from '../../core/domain/contract-terms.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { Language } from '../../core/language/language.ts';
import type { DocumentTexts } from './texts/document-texts.ts';

/** What the clocks of an incident came to, in words. */
export interface IncidentInWords {
  readonly severity: string;
  readonly answers: string;
  readonly end: string;
  readonly response: string;
  readonly restoration: string;
}

/** Old and new of one figure, in words. */
export interface DifferenceInWords {
  readonly about: string;
  readonly figure: string;
  readonly old: string;
  readonly now: string;
}

/**
 * How a statement is worded in one language: the same words as on a terminal, handed in, so that a figure is nowhere told in
 * two ways, and beside them the texts of documents. Numbers are as written in that language, times those of the contract.
 */
export interface StatementWords {
  readonly language: Language;
  readonly texts: DocumentTexts;
  /** `08:00 05/10/2026`, with seconds and thousandths where it has them. */
  readonly time: (atMs: number) => string;
  /** Whose times they are: `Việt Nam`, or the id of another zone. */
  readonly zone: string;
  /** `1 ngày 2 giờ 30,5 giây`, exact to the millisecond. */
  readonly span: (ms: number) => string;
  /** `98,4999 %`, of the text that a statement has, cut off there. */
  readonly percent: (text: string | undefined) => string;
  readonly count: (value: number) => string;
  /** `77.419,3548`: of a text with a point, as the language writes it. */
  readonly decimal: (text: string) => string;
  /** `45.000 đồng`. */
  readonly vnd: (text: string) => string;
  /** `bốn mươi lăm nghìn đồng`. */
  readonly vndInWords: (text: string) => string;
  readonly indicator: (indicator: Indicator) => string;
  readonly kind: (kind: string) => string;
  /** How urgent something is, by the names of incidents; those of a contract stay as they are. */
  readonly severity: (name: string) => string;
  /** What stays as it is where a later version has a name that this one does not know. */
  readonly className: (name: string) => string;
  readonly causeName: (cause: string) => string;
  readonly targetName: (target: string) => string;
  readonly outcomeName: (outcome: StatementPart['checks'][number]['outcome']) => string;
  readonly moneyName: (type: MoneyType) => string;
  /** `phạt vi phạm, mục 2` of `penalties-2`, the second of its kind in the terms; of one of another version its id. */
  readonly ruleName: (rule: string) => string;
  readonly refusalName: (why: string) => string;
  readonly reason: (reason: string) => string;
  /** `điều 6.7 Quy tắc`; empty where there are none. */
  readonly clauses: (numbers: readonly string[]) => string;
  readonly rulesVersion: (versions: readonly number[]) => string;
  /** Who answers for a stretch, by cause and owner. */
  readonly ownerName: (blame: { readonly cause: string; readonly owner: string }) => string;
  readonly lineWorking: (line: StatementLine, fee: StatementEntity['fee']) => string;
  readonly shares: (limits: readonly LimitShare[]) => readonly string[];
  readonly cap: (cap: StatementPart['money']['caps'][number]) => string;
  readonly breach: (target: string, working: string) => string;
  /** What was reached and what was promised, each by itself; none where a later version writes it otherwise. */
  readonly breachFigures: (target: string, working: string) => readonly string[];
  /** What is taken to have been otherwise, such as `nếu mọi thời gian không có số liệu đều gián đoạn`. */
  readonly assumption: (one: HangsOnCase) => string;
  /** Of one line what it would come to, in the cases that change it. */
  readonly cases: (line: HangsOnLine | undefined, cases: readonly HangsOnCase[]) => readonly string[];
  readonly warnings: (document: Pick<StatementDocument, 'warnings' | 'dossier'>) => readonly string[];
  readonly finding: (finding: NonNullable<StatementDocument['findings']>[number]) => string;
  /** @param partyName What a party is called; its id where absent. */
  readonly incident: (
    row: IncidentRow,
    period: IncidentFigures,
    partyName?: (party: string) => string,
  ) => IncidentInWords;
  readonly incidentCounts: (counts: IncidentFigures['response']) => string;
  /** `undefined` where only lawyers and machines look: the sealed file has it. */
  readonly difference: (difference: Difference) => DifferenceInWords | undefined;
}
