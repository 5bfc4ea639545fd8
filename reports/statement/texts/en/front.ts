import type { front as frontVi, times as timesVi } from '../vi/front.ts';

/** As a terminal writes them: which is the day and which the month is not asked. */
export const times: typeof timesVi = {
  date: ({ year, month, day }) => `${year}-${month}-${day}`,
  instant: ({ year, month, day, clock }) => `${year}-${month}-${day} ${clock}`,
  // An `m` alone could be months.
  units: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
};

export const front: typeof frontVi = {
  clauses: (numbers) => `${numbers.length > 1 ? 'clauses' : 'clause'} ${numbers.join(', ')} of the Rules`,
  typeNames: {
    draft: 'Statement (draft)',
    issued: 'Statement',
    restated: (number) => `Restatement No. ${number}`,
  },
  subject: (contract, period) => `Quality of service and amounts of money of ${contract}, ${period}`,
  contract: {
    byNumber: (number) => `contract No. ${number}`,
    byId: (id) => `contract ${id}`,
  },
  periods: {
    month: (month, year) => `period ${MONTHS[month - 1] ?? month} ${year}`,
    quarter: (quarter, year) => `period quarter ${quarter} of ${year}`,
    year: (year) => `period year ${year}`,
    other: (label) => `period ${label}`,
  },
  part: (from, to, contractor) => `Part of the period from ${from} to before ${to}, contractor ${contractor}`,
  parties: { a: 'For Party A', b: 'For Party B' },
  opening: {
    title: 'Contract, parties and period',
    basis:
      'This document is a translation for reference. The statement is made from electronic data that are digitally signed. If texts differ, the signed electronic data prevail, and after them the Vietnamese document.',
    contract: 'Contract',
    contractNumber: 'Number of the contract',
    partyA: 'Party A (agency that manages and uses the devices)',
    partyB: 'Party B (contractor)',
    period: 'Period',
    span: (from, to, zone) => `from ${from} to before ${to} (time of ${zone})`,
    vietNam: 'Viet Nam',
    state: 'State',
    states: {
      draft: 'draft, to which the contractor may object',
      issued: 'issued',
      restated: 'restatement, in place of the statement before',
    },
    objectUntil: 'Objections to the draft until',
    asOf: 'Figures as of',
    recordedBefore: 'Only what was on record before',
    made: 'Made at',
    rules: 'Rules',
    rulesVersion: (versions, title) => `version ${versions} of “${title}”`,
    rulesHash: (version, annex) => `${version} (SHA-256 of the text in ${annex}), whose clauses are cited`,
    thenVersion: ', then ',
    agreedBy: 'Agreed to by',
    signOff: 'Agreement put on record',
    signedOff: (author, time, row) => `by the account ${author} at ${time} (row ${row} of the ledger)`,
    agreement: 'Papers of the agreement',
    reason: 'Reason of the restatement',
    replaces: 'Replaces',
    replacesIssued: 'the statement as issued',
    replacesRestated: (number) => `restatement No. ${number}`,
    changed: { terms: 'terms', contractor: 'contractor', both: 'terms and contractor' },
    parts: ({ what, times, count, annex }) =>
      `In the period the ${what} changed at ${times}: figures and money are worked out for each of ${count} parts of it; what changed is in ${annex}.`,
  },
  client: {
    ofDevices: (name) =>
      `${name} (the contract as it is in the system names no agency; this one manages and uses all of its devices)`,
    ofCity: (name) =>
      `${name} (the agency that follows the Plan; the contract as it is in the system names no agency)`,
    ofMany: (name, agencies) =>
      `${name} (the agency that follows the Plan; the contract as it is in the system names no agency, and its devices are those of ${agencies} agencies)`,
  },
  availability: {
    title: 'Availability and targets',
    intro: ({ terms, entities, outages }) =>
      `Availability is good time divided by counted time, in milliseconds; percentages are cut off, never rounded up. The terms as they were applied are in ${terms}; the figures of each device and line in ${entities}; each outage in ${outages}.`,
    all: 'All devices and lines together',
    targets: 'Targets and results',
    missed: 'Where it was missed',
    working: 'Calculation',
    noTargets: 'The contract has no target that is checked by period',
    count: 'Devices and lines',
    availability: 'Availability',
    nothingMeasured: 'no figures, because no device or line was measured in the period',
    bounds: 'If all unknown time had been down; up',
    coverage: 'Coverage (part of the time that is known)',
    outages: (clauses) => `Outages that the contractor answers for (${clauses})`,
    longest: (clauses) => `Longest of them, by the time the contractor answers for (${clauses})`,
    mttr: 'Mean time to restore',
    mtbf: 'Good time per outage',
    lowest: 'When the fewest devices worked',
    lowestIs: (good, counted, from, to) => `${good} of ${counted}, from ${from} to ${to}`,
    excused: (cause) => `Excused time: ${cause}`,
    others: (owner) => `Down because of others: ${owner}`,
    answering: (owner, parties) => `${owner} (who answers for it: ${parties})`,
    neverMeasured: (count, names, more) =>
      `Availability of ${count} ${count === '1' ? 'device or line' : 'devices and lines'} (${names}${more})`,
    andMore: (count) => ` and ${count} more`,
    heldAgainstNobody: 'never measured in the period; held against nobody',
  },
  excuses: (excuses, incidents) =>
    `Excused time, time of others and time that the terms do not excuse are in ${excuses}; the times to respond and to restore of each incident in ${incidents}.`,
  differences: {
    title: 'What the restatement changes',
    intro: (reason, annex) =>
      `Reason of the restatement: ${reason}. Old and new figures, and why they changed, are in ${annex}.`,
    noReason: 'not given',
  },
  technical: (annex) =>
    `Hash, signing key and how this document is compared with the electronic data are in ${annex}.`,
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;
