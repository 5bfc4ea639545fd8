import { days } from '../../../core/time/units.ts';
import type { WorkState } from '../../../core/words/claim-words.ts';
import { type AnnouncedWork, foldMaintenance, workState } from '../../../ledger/decisions/works.ts';
import { readContractEntities } from '../../../ledger/history/history.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface WorkListed extends AnnouncedWork {
  readonly state: WorkState;
  /** Of its last row: whoever cancels it says what they saw. */
  readonly afterSeq: number;
  /** Whether whoever asks may cancel it. */
  readonly mayCancel: boolean;
}

const SHOWN_MS = days(90);

/** Planned work of the last 90 days and to come: of what whoever asks has contracts for, and what they announced. */
export function listWorksFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): { readonly works: readonly WorkListed[]; readonly nowMs: number } {
  const { reader, who, nowMs } = context;
  const rows = [...reader.decisions('maintenance')];
  const lastOf = new Map(rows.map(({ id, seq }) => [id, seq]));
  const secret = reader.secretEntities();
  const isTheirs = who.scope === 'city' ? () => true : coveredBy(context);
  const works = [...foldMaintenance(rows).values()]
    .filter(({ interval }) => interval.toMs > nowMs - SHOWN_MS)
    .filter(
      ({ by, entities }) =>
        (by === who.party || entities.some(isTheirs)) &&
        (who.seesSecret || !entities.some((entity) => secret.has(entity))),
    )
    .map((work): WorkListed => {
      const state = workState(work, nowMs);
      const isOver = state === 'over' || state === 'cancelled';
      const mayCancel = !isOver && (work.by === who.party || !who.party.startsWith('contractor:'));
      return { ...work, state, afterSeq: lastOf.get(work.id) ?? 0, mayCancel };
    });
  return { works: works.sort((a, b) => b.interval.fromMs - a.interval.fromMs), nowMs };
}

function coveredBy(context: PaperContext): (entity: AnnouncedWork['entities'][number]) => boolean {
  const { parties, reader, nowMs } = context;
  const own = new Set(
    [...parties.contracts.keys()]
      .filter((id) => mayReadContract(context, id, nowMs))
      .flatMap((id) => readContractEntities(reader, id, { links: parties.links })),
  );
  return (entity) => own.has(entity);
}
