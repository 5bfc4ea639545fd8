/** What pages and commands alike call the state of an incident, what people do about it, and the state of its messages. */
export const INCIDENT_WORDS_EN = {
  states: {
    open: 'not acknowledged',
    acknowledged: 'acknowledged',
    snoozed: 'snoozed',
    resolved: 'resolved',
  },
  flags: {
    flapping: 'flapping',
    muted: 'planned work',
    degraded: 'degraded: another way holds',
    again: 'opened again',
  },
  actions: {
    acknowledged: 'acknowledged',
    noted: 'note',
    'handed-over': 'handed over',
    snoozed: 'snoozed',
    released: 'given back',
    linked: 'merged',
    unlinked: 'taken apart',
  },
  outboxStates: {
    waiting: 'waiting',
    held: 'held',
    digested: 'in a digest',
    sent: 'sent',
    dead: 'given up',
  },
};

export type IncidentWords = typeof INCIDENT_WORDS_EN;
