import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { parseForeignJson } from '../../core/text/parse-json.ts';
import type { ChainHead } from '../../ledger/record/chain-heads.ts';
import type { Outgoing } from '../../ledger/record/outgoing.ts';
import { MOST_RECEIVED_ROWS } from '../../ledger/record/receiving.ts';
import { COVERED_HEADER, HeadAnswer, RowsAnswer } from '../wire/protocol.ts';
import type { HubAnswer, HubCaller } from './call-hubs.ts';
import { parseRefusal } from './refusal-of.ts';

/** What came of one step: all is sent, some was, it has to be tried again, or a person has to look. */
export type ShipStep =
  | { readonly outcome: 'idle' }
  | { readonly outcome: 'sent'; readonly rows: number }
  | { readonly outcome: 'failed'; readonly reason: string; readonly detail: string }
  /** The chain here is not the one that the hub has. */
  | { readonly outcome: 'forked'; readonly detail: string };

export interface RowShipper {
  /** Sends the next batch, or finds out where the hub is. */
  readonly step: () => Promise<ShipStep>;
  /** Where the chain stands at the hub, as far as is known. */
  readonly hubHead: () => ChainHead | undefined;
  /** Told by something else that was answered. */
  readonly note: (head: ChainHead) => void;
}

const MOST_CHARACTERS = 16e6;
const FEWEST_ROWS = 50;
/** So many rows before the fork go along as evidence. */
const EVIDENCE_ROWS = 20;
const pack = promisify(gzip);

export function createRowShipper(outgoing: Outgoing, caller: Pick<HubCaller, 'call'>): RowShipper {
  let hubHead: ChainHead | undefined;
  let mostRows = MOST_RECEIVED_ROWS;

  async function send(fromSeq: number, rows: number): Promise<{ answer: HubAnswer; count: number }> {
    // Before the rows are read: what was covered by then was recorded by then.
    const [coveredMs, { seq: headSeq }] = [outgoing.coveredMs(), outgoing.head()];
    const lines = outgoing.rowsFrom(fromSeq, { rows, characters: MOST_CHARACTERS });
    // Where rows are still to come nobody may take what they are about for seen.
    const isAll = fromSeq + lines.length > headSeq;
    const answer = await caller.call('rows', {
      body: await pack(lines.join('\n'), { level: constants.Z_BEST_SPEED }),
      headers: {
        ...{ 'content-encoding': 'gzip', 'content-type': 'application/jsonl' },
        ...(coveredMs !== undefined && isAll && { [COVERED_HEADER]: `${coveredMs}` }),
      },
    });
    return { answer, count: lines.length };
  }

  async function findHead(): Promise<ShipStep | undefined> {
    const answer = await caller.call('head');
    const head = answer.status === 200 ? HeadAnswer.safeParse(parseForeignJson(answer.text)).data : undefined;
    if (!head) return failureOf(answer);
    const own = outgoing.head();
    if (head.seq === 0 || outgoing.hashOf(head.seq) === head.hash) {
      hubHead = head;
      return undefined;
    }
    // The hub keeps as evidence what it has another of.
    const fromSeq = Math.max(1, Math.min(own.seq, head.seq) - EVIDENCE_ROWS + 1);
    await send(fromSeq, EVIDENCE_ROWS);
    const detail =
      head.seq > own.seq
        ? `the hub has rows up to ${head.seq}, this ledger ends at ${own.seq}: it was put back, or is another`
        : `row ${head.seq} is another at the hub: this ledger was put back, or two collectors have one name`;
    return { outcome: 'forked', detail };
  }

  async function sendNext(from: ChainHead): Promise<ShipStep> {
    const { answer, count } = await send(from.seq + 1, mostRows);
    if (answer.status === 200) {
      const { data } = RowsAnswer.safeParse(parseForeignJson(answer.text));
      if (!data) return failureOf(answer);
      hubHead = data.head;
      mostRows = Math.min(MOST_RECEIVED_ROWS, mostRows * 2);
      return { outcome: 'sent', rows: count };
    }
    const refusal = parseRefusal(answer);
    // Another process of this name, or a hub whose record was put back: looked at anew.
    hubHead = undefined;
    if (refusal.code === 'ROWS_FORK') return { outcome: 'forked', detail: refusal.message };
    if (refusal.code === 'TOO_LARGE') mostRows = Math.max(FEWEST_ROWS, Math.floor(mostRows / 2));
    return { outcome: 'failed', reason: refusal.code, detail: refusal.message };
  }

  return {
    step: async () => {
      try {
        if (hubHead === undefined) {
          const found = await findHead();
          if (found) return found;
        }
        if (hubHead === undefined || outgoing.head().seq <= hubHead.seq) return { outcome: 'idle' };
        return await sendNext(hubHead);
      } catch (error) {
        // On a line that cuts, less at a time gets through.
        mostRows = Math.max(FEWEST_ROWS, Math.floor(mostRows / 2));
        hubHead = undefined;
        return { outcome: 'failed', ...reasonOf(error) };
      }
    },
    hubHead: () => hubHead,
    note: (head) => {
      if (hubHead && head.seq > hubHead.seq && outgoing.hashOf(head.seq) === head.hash) hubHead = head;
    },
  };
}

function failureOf(answer: HubAnswer): ShipStep {
  const { code, message } = parseRefusal(answer);
  return { outcome: 'failed', reason: code, detail: message };
}

/** A closed set for labels, and the words for people. */
export function reasonOf(error: unknown): { readonly reason: string; readonly detail: string } {
  const detail = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'DEADLINE_EXCEEDED') return { reason: 'TIMEOUT', detail };
  if (/CERT|SIGNED|ALTNAME|SSL|TLS/.test(code)) return { reason: 'CERTIFICATE', detail };
  return { reason: 'UNREACHABLE', detail };
}
