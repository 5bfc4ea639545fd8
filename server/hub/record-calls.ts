import type { Granted, GrantingTerms } from '../../hub/leases/create-granting.ts';
import type { Beat, BeatOutcome, SentRows } from '../../hub/receiving/hub-record.ts';
import type { ChainHead } from '../../ledger/record/chain-heads.ts';
import type {
  Enrolment,
  EnrolmentOutcome,
  KnownCertificate,
  Renewal,
} from '../../ledger/record/collectors.ts';
import type { LedgerErrorCode } from '../../ledger/record/ledger-error.ts';
import type { Reception } from '../../ledger/record/receiving.ts';

/** What the thread of the record is started with. */
export interface RecordStart {
  readonly place: string;
  /** Who is written down as the one who received. */
  readonly author: string;
}

/** What is asked of it, and answered. */
export interface RecordCalls {
  readonly certificate: { readonly ask: string; readonly answer: KnownCertificate | undefined };
  readonly zone: { readonly ask: string; readonly answer: string | undefined };
  readonly enrol: { readonly ask: Enrolment; readonly answer: EnrolmentOutcome };
  readonly renew: {
    readonly ask: { readonly collector: string; readonly renewal: Renewal };
    readonly answer: boolean;
  };
  readonly head: { readonly ask: string; readonly answer: ChainHead };
  readonly receive: { readonly ask: SentRows; readonly answer: Reception };
  readonly beat: { readonly ask: Beat; readonly answer: BeatOutcome };
  readonly grant: { readonly ask: GrantingTerms; readonly answer: Granted };
}

export type RecordCallName = keyof RecordCalls;

/** One call, with the port that its answer is sent to. */
export type RecordCall = {
  [Name in RecordCallName]: { readonly name: Name; readonly ask: RecordCalls[Name]['ask'] };
}[RecordCallName];

/** Errors cross the thread as data, so that their code survives. */
export type RecordReply<Name extends RecordCallName> =
  | { readonly ok: true; readonly answer: RecordCalls[Name]['answer'] }
  | { readonly ok: false; readonly code: LedgerErrorCode; readonly message: string };
