import type { ContractTerms, ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { carriersOf, contractsOf, partiesOf } from '../../ledger/history/known-parties.ts';
import { renderSelector, type Selector, selectEntities } from '../../ledger/history/select-entities.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { termsAt } from '../terms-at.ts';
import type { ClaimedOutage } from './check-filing.ts';
import { listClaimedOutages } from './claimed-outages.ts';
import { refuse } from './refuse-claim.ts';

export interface ClaimWish {
  readonly by: Party;
  /** Found by the party and what is chosen, where it is absent. */
  readonly contract?: string;
  readonly selector: Omit<Selector, 'contract'>;
  readonly interval: Interval;
  readonly cause: ExcuseCause;
  /** Whom the filer blames. */
  readonly against: readonly Party[];
}

/** What a claim comes to: for which contract, for what, and who must be heard. */
export interface ClaimPlan {
  readonly contract: string;
  readonly terms: ContractTerms;
  /** Those with an outage in the time. */
  readonly entities: readonly Entity[];
  /** Chosen and under the contract, and left out because no outage of them is on record in the time. */
  readonly withoutOutage: readonly Entity[];
  readonly outages: readonly ClaimedOutage[];
  readonly against: readonly Party[];
}

/**
 * Finds out what a claim is about, as things were at its time.
 * @throws CLAIM_REFUSED for a party that has no such contract, and for devices and links that are not under it;
 * SELECTION_UNKNOWN.
 */
export function planClaim(
  reader: LedgerReader,
  history: InventoryHistory,
  wish: ClaimWish,
  timeZone: string,
): ClaimPlan {
  const { by, interval, selector } = wish;
  const chosen = selectEntities(history, selector, interval);
  const contract = wish.contract ?? findContract(history, chosen, wish);
  const terms = termsAt(history, contract, { atMs: interval.fromMs, timeZone });
  const parties = partiesOf(history, contract, interval.fromMs);
  if (by !== parties.contractor && by !== parties.agency && by !== 'dost') {
    const may = [parties.contractor, parties.agency].filter((party) => party !== undefined).join(', ');
    refuse({
      en: `expected a party of contract ${contract} (${may}) or dost to file, got ${by}`,
      vi: `cần một bên của hợp đồng ${contract} (${may}) hoặc dost gửi đề nghị, nhận được ${by}`,
    });
  }
  const covered = chosen.filter((entity) => contractsOf(history, entity, interval).has(contract));
  const named = new Set([
    ...(selector.device ?? []).map((id) => `device:${id}`),
    ...(selector.link ?? []).map((id) => `link:${id}`),
  ]);
  const foreign = chosen.filter((entity) => named.has(entity) && !covered.includes(entity));
  if (foreign.length > 0)
    refuse({
      en: `expected devices and links under contract ${contract} at that time, got ${foreign.slice(0, 5).join(', ')}`,
      vi: `cần thiết bị, đường truyền thuộc hợp đồng ${contract} vào lúc đó, nhận được ${foreign.slice(0, 5).join(', ')}`,
    });
  if (covered.length === 0)
    refuse({
      en: `expected devices or links under contract ${contract} at that time, found none for ${renderSelector(selector)}`,
      vi: `cần thiết bị, đường truyền thuộc hợp đồng ${contract} vào lúc đó, không có cho ${renderSelector(selector)}`,
    });
  const outages = listClaimedOutages(reader, { entities: covered, indicator: terms.indicator, ...interval });
  const withOutage = new Set(outages.map(({ entity }) => entity));
  const silent = named
    .values()
    .find((entity) => covered.some((own) => own === entity && !withOutage.has(own)));
  if (silent !== undefined && withOutage.size > 0)
    refuse({
      en: `expected an outage of ${silent} in the time that is claimed, found none on record`,
      vi: `cần lần gián đoạn của ${silent} trong thời gian đề nghị, sổ ghi không có lần nào`,
    });
  return {
    contract,
    terms,
    entities: covered.filter((entity) => withOutage.has(entity)),
    withoutOutage: covered.filter((entity) => !withOutage.has(entity)),
    outages,
    against: partiesAgainst(history, wish, covered, parties),
  };
}

/** The one contract of the party that answers for what is chosen. */
function findContract(
  history: InventoryHistory,
  chosen: readonly Entity[],
  { by, interval }: Pick<ClaimWish, 'by' | 'interval'>,
): string {
  const contracts = new Set(chosen.flatMap((entity) => [...contractsOf(history, entity, interval)]));
  const own = [...contracts].filter((id) => {
    const { contractor, agency } = partiesOf(history, id, interval.fromMs);
    return contractor === by || agency === by;
  });
  const [only] = own;
  if (only !== undefined && own.length === 1) return only;
  return refuse(
    only === undefined
      ? {
          en: `expected devices or links under a contract of ${by} at that time, found none`,
          vi: `cần thiết bị, đường truyền thuộc một hợp đồng của ${by} vào lúc đó, không có`,
        }
      : {
          en: `expected one contract of ${by}, found ${own.sort().join(', ')}: name one`,
          vi: `cần một hợp đồng của ${by}, tìm thấy ${own.sort().join(', ')}: hãy nêu một hợp đồng`,
        },
    '--contract ID',
  );
}

/** Whom the filer names, and who follows from the cause: the carriers of the lines in front, the agency as the client. */
function partiesAgainst(
  history: InventoryHistory,
  { by, cause, against, interval }: ClaimWish,
  entities: readonly Entity[],
  { contractor, agency }: ReturnType<typeof partiesOf>,
): readonly Party[] {
  const parties = new Set(against);
  if (cause === 'line') for (const carrier of carriersOf(history, entities, interval)) parties.add(carrier);
  if (cause === 'client' && agency) parties.add(agency);
  // Its figures change, whoever files.
  if (contractor) parties.add(contractor);
  parties.delete(by);
  return [...parties].sort();
}
