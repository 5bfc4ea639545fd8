import { readLives, type StatementLife } from '../../../contracts/statements/statement-register.ts';
import { foldClaims, isPending } from '../../../ledger/decisions/claims.ts';
import { agencyParty, contractorParty, type Party } from '../../../ledger/decisions/party.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface ContractListed {
  readonly id: string;
  readonly name: string;
  readonly number?: string;
  readonly contractor: Party;
  readonly agency?: Party;
  readonly fromMs: number;
  readonly toMs?: number;
  /** Claims that wait for a decision. */
  readonly pending: number;
  /** The last statement that was drafted, issued or restated. */
  readonly statement?: StatementLife['latest'];
}

/** The contracts that somebody may read: those in force first, by their ids. */
export function listContractsFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): {
  readonly contracts: readonly ContractListed[];
  readonly nowMs: number;
} {
  const { parties, reader, nowMs } = context;
  const pending = Map.groupBy(
    foldClaims(reader.decisions('claim')).values().filter(isPending),
    ({ contract }) => contract,
  );
  const latest = new Map(
    readLives(reader.decisions('statement')).flatMap(({ latest: one }) =>
      one ? [[one.contract, one] as const] : [],
    ),
  );
  const contracts = [...parties.contracts].flatMap(([id, versions]): readonly ContractListed[] => {
    const contract = versions.at(-1)?.value;
    if (!contract || !mayReadContract(context, id, nowMs)) return [];
    const { name, number, contractor, agency, fromMs, toMs } = contract;
    const statement = latest.get(id);
    return [
      {
        ...{
          id,
          name,
          fromMs,
          contractor: contractorParty(contractor),
          pending: pending.get(id)?.length ?? 0,
        },
        ...(number !== undefined && { number }),
        ...(agency !== undefined && { agency: agencyParty(agency) }),
        ...(toMs !== undefined && { toMs }),
        ...(statement && { statement }),
      },
    ];
  });
  const isOver = ({ toMs }: ContractListed) => Number(toMs !== undefined && toMs <= nowMs);
  return { contracts: contracts.sort((a, b) => isOver(a) - isOver(b) || (a.id < b.id ? -1 : 1)), nowMs };
}
