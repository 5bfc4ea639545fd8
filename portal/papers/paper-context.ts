import type { Role, Scope } from '../../accounts/roles.ts';
import type { MailSettings } from '../../core/domain/alert-settings.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { OpenPlan } from '../../plan/actions/open-plan.ts';
import type { Mail } from '../../plan/actions/remind-units.ts';
import type { FormsContext } from '../../plan/collecting/forms-context.ts';
import type { FilledBefore } from '../../plan/drafts/fill-in-draft.ts';
import type { ChoiceLists, FormRow, UnitForm } from '../../plan/forms/form.ts';
import type { FormFacts } from '../../plan/forms/form-facts.ts';

/** Who asks about contracts, claims and statements. */
export interface PaperReader {
  readonly account: string;
  readonly role: Role;
  /** For whom the account acts. */
  readonly party: Party;
  readonly scope: Scope;
  readonly seesSecret: boolean;
}

/** A year of forms: what they are filled in with, and what they are judged by. */
export interface OpenForms {
  readonly plan: OpenPlan;
  readonly context: FormsContext;
  readonly facts: FormFacts;
  /** By which a form that comes in is read. */
  readonly lists: ChoiceLists;
  /** By unit, those that were opened last: a page of a large one does not lay its draft over it anew. */
  readonly opened: Map<string, OpenedForm>;
  /** Of rows that somebody looked through, what they are found by. */
  readonly words: WeakMap<FormRow, string>;
}

/** A form as it stands on record, and with the draft that lay beside it. */
export interface OpenedForm extends FilledBefore {
  readonly form: UnitForm;
  readonly text: string | undefined;
}

/** A plan that several questions are answered from, until something of it is another. */
export interface KeptPlan extends OpenPlan {
  /** What is made of the plan alone, whoever asks: made once, by this name. */
  readonly once: <Value>(name: string, make: () => Value) => Value;
}

/** What answers are made of: the record as it stands at one instant, and who asks. */
export interface PaperContext {
  readonly store: RecordStore;
  readonly reader: LedgerReader;
  /** Contracts, parties and lines; no devices. */
  readonly parties: InventoryHistory;
  /** Contracts that ever covered something secret: found out when it is asked for. */
  readonly secretContracts: () => ReadonlySet<string>;
  /** Of the city. */
  readonly timeZone: string;
  readonly nowMs: number;
  /** The plan of the city with what is on record of it. @throws PLAN_MISSING, CONFIG_INVALID */
  readonly openPlan: () => Promise<KeptPlan>;
  /** The mail server of the settings, where there is one. */
  readonly openMail: (settings: MailSettings | undefined) => Promise<Mail>;
  /** What the forms of a year are made of: of the inventory it may be some minutes old. @throws as openPlan; PAPER_UNKNOWN */
  readonly openForms: (year: number) => Promise<OpenForms>;
  readonly who: PaperReader;
}
