import type { ListedIncident } from '../../alerts/incidents/actions/incident-state.ts';
import { type PersonAct, renderActingParty } from '../../ledger/decisions/acknowledgements.ts';

/** An incident with its instants in ISO 8601. */
export function incidentToJson(
  { state, summary, resolvedMs, updatedMs, acknowledged }: ListedIncident,
  iso: (atMs: number) => string,
) {
  const { root, openedMs, sinceMs, backMs, acknowledgedBy: _told, ...rest } = summary;
  return {
    ...rest,
    state,
    root:
      root.kind === 'common'
        ? { ...root, firstMs: undefined, lastMs: undefined, first: iso(root.firstMs), last: iso(root.lastMs) }
        : root,
    since: iso(sinceMs),
    ...(backMs !== undefined && { back: iso(backMs) }),
    opened: iso(openedMs),
    ...(resolvedMs !== undefined && { resolved: iso(resolvedMs) }),
    updated: iso(updatedMs),
    acknowledged: acknowledged.map((act) => actToJson(act, iso)),
  };
}

export const actToJson = ({ party, author, atMs, text, via }: PersonAct, iso: (atMs: number) => string) => ({
  party: renderActingParty(party),
  author,
  at: iso(atMs),
  ...(text !== undefined && { text }),
  ...(via !== undefined && { via }),
});
