import { parseForeignJson } from '../../../core/text/parse-json.ts';
import type { ChainHead } from '../../record/chain-heads.ts';
import { GENESIS_HASH, hashRow } from '../../record/row-body.ts';
import type { Findings } from './chain-findings.ts';
import type { OwnRow, ReceivedRow } from './read-chain.ts';

/** Checks the rows of collectors one after the other, each in the chain of its collector, and the receipts that follow them. */
export interface ReceivedCheck {
  readonly row: (row: ReceivedRow) => void;
  /** Called with each row of the ledger's own chain: received rows stand directly before their receipt. */
  readonly ownRow: (row: OwnRow) => void;
  /** Called with where the chains stand by the working table, as far as it has them. */
  readonly end: (heads: readonly (ChainHead & { readonly collector: string })[]) => void;
}

/** Rows that wait for their receipt. */
interface Waiting {
  readonly firstSeq: number;
  readonly count: number;
}

export function createReceivedCheck({
  found,
  fromSeq,
  before,
}: {
  readonly found: Findings;
  /** Where the check begins: of a receipt there its rows are not looked at. */
  readonly fromSeq: number;
  /** Where the chain of a collector stood before the check begins; absent: it begins there. */
  readonly before: (collector: string) => ChainHead | undefined;
}): ReceivedCheck {
  const lasts = new Map<string, ChainHead>();
  let waiting: Waiting | undefined;
  const lastOf = (collector: string): ChainHead =>
    lasts.get(collector) ?? before(collector) ?? { seq: 0, hash: GENESIS_HASH };

  return {
    row: (row) => {
      waiting = { firstSeq: waiting?.firstSeq ?? row.seq, count: (waiting?.count ?? 0) + 1 };
      const { collector, ownSeq, receivedMs, body } = row.received;
      const name = `row ${row.seq} (${row.table})`;
      if (collector === undefined || ownSeq === undefined) {
        found.add('receipt', row.seq, `${name} was received by nobody: expected a receipt of it, got none`);
        return;
      }
      const hash = hashRow(row.prev, body);
      const of = `${name}, row ${ownSeq} of ${collector},`;
      if (hash !== row.hash)
        found.add(
          'changed',
          row.seq,
          `${of} was changed: expected content with the hash ${row.hash}, got content with the hash ${hash}`,
        );
      const last = lastOf(collector);
      if (last.seq + 1 !== ownSeq)
        found.add(
          'missing',
          row.seq,
          `${of} does not follow row ${last.seq}: expected row ${last.seq + 1} of ${collector}`,
        );
      else if (row.prev !== last.hash)
        found.add(
          'unlinked',
          row.seq,
          `${of} does not follow row ${last.seq}: expected ${last.hash} as the hash before it, got ${row.prev}`,
        );
      const recordedMs = row.value('recorded_ms');
      if (recordedMs !== receivedMs)
        found.add(
          'receipt',
          row.seq,
          `${of} was received at another time: expected ${receivedMs} by its receipt, got ${recordedMs}`,
        );
      checkNames(row, of, found);
      lasts.set(collector, { seq: ownSeq, hash: row.hash });
    },
    ownRow: (row) => {
      if (row.table === 'receipt' && row.seq === fromSeq) lasts.set(...headBy(row));
      else if (row.table === 'receipt') checkReceipt(row, waiting, lastOf, lasts, found);
      waiting = undefined;
    },
    end: (heads) => {
      const there = new Map(heads.map((head) => [head.collector, head]));
      for (const collector of new Set([...lasts.keys(), ...there.keys()])) {
        const [last, head] = [lastOf(collector), there.get(collector)];
        if (head?.seq === last.seq && head.hash === last.hash) continue;
        found.add(
          'head',
          0,
          `the chain of ${collector} ends at row ${last.seq} with the hash ${last.hash}: expected row ${head?.seq ?? 0} with the hash ${head?.hash ?? 'unknown'}`,
        );
      }
    },
  };
}

const headBy = ({ value }: OwnRow): [string, ChainHead] => [
  `${value('collector')}`,
  { seq: Number(value('to_seq')), hash: `${value('head')}` },
];

/** Rows that no figure is read from have columns besides their text, which say again what stands in it. */
function checkNames({ seq, received, value }: ReceivedRow, of: string, found: Findings): void {
  const kind = value('kind');
  if (kind === undefined) return;
  const { collector, ownSeq, body } = received;
  const [named, numbered] = [value('collector'), value('own_seq')];
  const content = parseForeignJson(body);
  const isSaid =
    typeof content === 'object' && content !== null && 'table' in content && content.table === kind;
  if (named === collector && numbered === ownSeq && isSaid) return;
  found.add(
    'receipt',
    seq,
    `${of} is named otherwise: expected a row of that number and chain and the table of its text, got row ${numbered} of ${named}, table ${kind}`,
  );
}

function checkReceipt(
  { seq, value }: OwnRow,
  waiting: Waiting | undefined,
  lastOf: (collector: string) => ChainHead,
  lasts: Map<string, ChainHead>,
  found: Findings,
): void {
  const collector = `${value('collector')}`;
  const [fromSeq, toSeq] = [Number(value('from_seq')), Number(value('to_seq'))];
  const head = `${value('head')}`;
  const [expected, firstSeq] = [toSeq - fromSeq + 1, Number(value('first_seq'))];
  const isWhole = waiting?.count === expected && waiting.firstSeq === firstSeq && firstSeq + expected === seq;
  if (!isWhole)
    found.add(
      'receipt',
      seq,
      `row ${seq} (receipt): expected ${expected} rows of ${collector} from row ${firstSeq} on, got ${waiting ? `${waiting.count} from row ${waiting.firstSeq} on` : 'none'}`,
    );
  const last = lastOf(collector);
  if (isWhole && (last.seq !== toSeq || last.hash !== head))
    found.add(
      'receipt',
      seq,
      `row ${seq} (receipt): expected row ${toSeq} of ${collector} with the hash ${head}, got row ${last.seq} with the hash ${last.hash}`,
    );
  lasts.set(collector, { seq: toSeq, hash: head });
}
