import type { papers as vi } from '../vi/papers.ts';

export const papers: typeof vi = {
  basis:
    'This document is a translation for reference. The minutes are made from electronic data that are digitally signed. If texts differ, the signed electronic data prevail, and after them the Vietnamese document.',
  times: (zone) => `Times in these minutes are those of ${zone}.`,
  parties: 'Contract and parties',
  record: 'On record in the electronic ledger',
  recordHeader: ['Act', 'On record at', 'Row', 'Hash of the row (SHA-256)'],
  attached: 'Papers',
  nothingAttached: 'There are no papers.',
  claim: {
    typeNames: {
      filed: 'Minutes of receiving a claim for excused time',
      accepted: 'Minutes of deciding a claim for excused time',
      'accepted-in-part': 'Minutes of deciding a claim for excused time',
      rejected: 'Minutes of deciding a claim for excused time',
      withdrawn: 'Minutes of withdrawing a claim for excused time',
    },
    subject: (number, contract) => `Claim No. ${number}, ${contract}`,
    content: 'What was claimed, what the parties said, and what was decided',
    signs: {
      decided: 'For the party that decides',
      received: 'For the party that receives',
      filed: 'For the party that files',
    },
    acts: {
      file: 'files the claim',
      ask: 'asks a party what it says',
      hear: 'puts on record what was said',
      decide: 'decides',
      withdraw: 'withdraws the claim',
    },
  },
  objection: {
    typeName: 'Minutes of an objection',
    subject: (number, period, contract) =>
      `Objection No. ${number} to the statement of ${contract}, ${period}`,
    statement: 'Statement',
    draft: 'Draft',
    draftIs: (time, row, sha256) => `on record ${time}, row ${row}, hash of the content ${sha256}`,
    content: 'The objection',
    by: 'Objected by',
    made: (party, time, account) => `${party}, on record ${time} (account ${account})`,
    why: 'Reason',
    about: 'About',
    limit: 'Time limit of the contract',
    outcome: (statement) => `What became of it, by the ${statement}`,
    lines: 'Lines in dispute over it',
    header: ['No.', 'Kind', 'About', 'Amount'],
    none: 'No line is in dispute over it',
    sum: 'Sum',
    act: 'objects',
    signs: { received: 'For Party A (which takes it on record)', objected: 'For Party B (which objects)' },
  },
};
