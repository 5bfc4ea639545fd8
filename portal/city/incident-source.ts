import type { IncidentLists, IncidentReads } from '../../ledger/record/incidents/incident-reads.ts';
import type { IncidentTouches } from '../../ledger/record/incidents/incident-touches.ts';

/** Where the portal gets incidents from: `server/` hands in those of the ledger. */
export type IncidentSource = Pick<
  IncidentReads,
  'incidents' | 'incident' | 'members' | 'timeline' | 'steps' | 'messages' | 'news' | 'newsBetween'
> &
  Pick<
    IncidentLists,
    | 'openedBetween'
    | 'worst'
    | 'unresolvedRoots'
    | 'resolvedSince'
    | 'membersOf'
    | 'membershipsOf'
    | 'dutySteps'
    | 'personSteps'
  > &
  IncidentTouches;
