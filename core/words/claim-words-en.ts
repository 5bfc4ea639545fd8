import type { ClaimWords } from './claim-words.ts';

export const CLAIM_WORDS_EN: ClaimWords = {
  causes: {
    'planned-work': 'planned work',
    'power-cut': 'power cut',
    vandalism: 'vandalism',
    'third-party-works': 'works of third parties',
    client: 'the client',
    line: 'the line',
    'force-majeure': 'force majeure',
  },
  statuses: {
    filed: 'waits for decision',
    accepted: 'accepted',
    'accepted-in-part': 'accepted in part',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  maintenanceStates: { announced: 'to come', running: 'running', over: 'over', cancelled: 'cancelled' },
  facts: {
    contract: 'contract',
    cause: 'cause',
    time: 'time claimed',
    cut: 'power was off',
    entities: 'devices, links',
    by: 'filed by',
    against: 'blames',
    evidence: 'evidence',
    files: 'files',
    received: 'received',
    recorded: 'recorded',
    decideUntil: 'decision due',
    acceptedTime: 'time accepted',
    acceptedEntities: 'devices, links accepted',
  },
  hearings: { 'not-asked': 'not asked yet', asked: 'asked', done: 'has answered, or let its time pass' },
};
