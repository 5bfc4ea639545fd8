import {
  DOES_NOT_FOLLOW,
  parseBody,
  type Recorded,
  recordedOf,
  unreadable,
} from '../../ledger/decisions/decision-bodies.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { Attachment } from '../../ledger/files/attachments.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import {
  HANDOVER_ANSWERS,
  type HandoverAnswer,
  HandoverAnswered,
  HandoverProposed,
} from './handover-step.ts';

/** That an agency hands devices to another one, as far as both have said. */
export interface ProposedHandover {
  /** Without `handover:`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly devices: readonly string[];
  readonly document: string;
  readonly note?: string;
  readonly files: readonly Attachment[];
  readonly proposed: Recorded;
  /** Absent while it is waited for. */
  readonly answer?: Recorded & {
    readonly what: HandoverAnswer;
    readonly by: Party;
    readonly reason?: string;
  };
}

/** @throws DECISION_UNREADABLE */
export function foldHandover(rows: readonly Decision[]): ProposedHandover | undefined {
  const [first, second, third] = rows;
  if (first === undefined) return undefined;
  if (first.action !== 'proposed' || third) throw unreadable(third ?? first, DOES_NOT_FOLLOW);
  const { by, note, ...body } = parseBody(first, HandoverProposed);
  const proposed = {
    ...body,
    id: first.id.slice(first.id.indexOf(':') + 1),
    from: by.slice('agency:'.length),
    ...(note !== undefined && { note }),
    proposed: recordedOf(first),
  };
  if (second === undefined) return proposed;
  const what = HANDOVER_ANSWERS.find((one) => one === second.action);
  if (what === undefined) throw unreadable(second, DOES_NOT_FOLLOW);
  const { by: party, reason } = parseBody(second, HandoverAnswered);
  const said = { what, by: party, ...(reason !== undefined && { reason }) };
  return { ...proposed, answer: { ...said, ...recordedOf(second) } };
}
