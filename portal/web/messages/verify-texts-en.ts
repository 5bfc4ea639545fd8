import { plural } from '../../../core/language/plural.ts';
import type { VerifyTexts } from './verify-texts.ts';

export const verifyTextsEn: VerifyTexts = {
  heading: 'Verify',
  about:
    'Each row of the ledger holds the hash of the one before it. Whoever keeps a signed head can tell later whether a single row up to it was changed. A server vouches for itself here: what you compute at home is worth more.',
  verifyRecord: 'Recompute the chain since the last seal',
  verifyWhole: 'Recompute it from the first row on',
  record: 'The record, recomputed',
  tooLong: 'It takes longer than a page waits. The command does it:',
  holds: 'The chain holds, and the working tables agree with it.',
  broken: (count) => `The ledger is broken: ${plural(count, 'problem', 'problems')}.`,
  checked: (rows, from) => `${plural(rows, 'row was', 'rows were')} checked, from row ${from} on`,
  head: 'Last row',
  notFull: 'Rows before the last seal were not checked this time:',
  loss: (row, time) => `A loss is on record (row ${row}, ${time})`,
  witnessedTo: (row, names, beyond) =>
    `Signed by ${names} up to row ${row}; ${beyond} rows beyond it are signed by nobody but the operator`,
  witnessed: (size, names) => `The last one that others signed is ${size}: ${names}.`,
  unwitnessed: 'Nobody but the operator has signed a head of this ledger.',
  send: 'Verify a file that you have',
  sendAbout:
    'A file of a statement that was handed out (JSON, DOCX, PDF, XLSX; also a PDF that was signed since). It is verified, and not kept.',
  sendIt: 'Verify the file',
  file: 'File',
  noFile: 'expected a file to verify',
  fingerprintMay: 'where you have it',
  ofReport: 'This is a file of a report that is on record. Files of reports are verified on their own page.',
  toReports: 'Reports',
  signatures: 'Signatures in the PDF',
  signaturesGood: 'Nothing but signatures was added to the file that was handed out, and they hold.',
  signaturesBad:
    'WRONG: something else was added to the file that was handed out, or a signature does not hold.',
  signaturesAbout: 'No certificate was held to an authority.',
  issuer: 'certificate of',
  find: 'Where does a file come from?',
  findAbout:
    'The hash of a file of a statement (JSON, DOCX, PDF, XLSX) that somebody handed you, as sha256sum prints it.',
  findIt: 'Look it up',
  foundIt: 'This file is on record.',
  checkpoints: 'Checkpoints',
  lastRow: (row) => `last row of the ledger: ${row}`,
  checkpointHead: ['Size', 'Issued', 'Heads', 'Signed by', 'Sent to'],
  nobodyElse: 'nobody but the operator',
  noCheckpoints: 'There is no checkpoint yet.',
  heads: 'All heads (heads.txt)',
  home: 'To take home',
  homeAbout:
    'The export has every row of the ledger with its hash; rows that name secret sites are only their hashes. Every party to a contract may ask the operator for it, who makes it by a command; those who watch over all take it here. The second settler computes a statement anew from it and shares no code with camwatch.',
  takeExport: 'Take the export (ledger.jsonl.gz)',
  commands: ['The export', 'Settle a statement again', 'Hold the ledger to a checkpoint that you kept'],
  verified: 'Verified',
  verifyThis: 'Verify this statement',
  verifyAgain: 'Verify with this key',
  fingerprint: 'Fingerprint of the key',
  fingerprintAbout: 'As it was named to you by another way, such as minutes of a meeting.',
};
