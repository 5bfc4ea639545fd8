import type { DossierClaim } from '../../../contracts/dossier/dossier-schema.ts';
import type { Minutes } from '../../../documents/model/document.ts';
import { claimPairs } from '../annexes/dossier-annex.ts';
import { pairTable } from '../cells.ts';
import type { DossierWords } from '../dossier-words.ts';
import { createNaming } from '../naming.ts';
import type { StatementInput } from '../statement-input.ts';
import type { StatementWords } from '../statement-words.ts';
import {
  contractText,
  type PaperContract,
  partyPairs,
  proofBlocks,
  type RecordedRow,
} from './paper-parts.ts';

export interface ClaimPaper {
  readonly claim: DossierClaim;
  readonly contract: PaperContract & { readonly contractor: string; readonly agency?: string };
  /** Every row of the claim, in order; `act` as the ledger has it. */
  readonly rows: readonly RecordedRow[];
  readonly names: StatementInput['names'];
  readonly words: StatementWords;
}

/** A claim as minutes: what is on record of it when it is made, and nothing besides. */
export function buildClaimPaper(paper: ClaimPaper): Minutes {
  const { claim, contract, rows, words } = paper;
  const { papers, annexes } = words.texts;
  const { typeNames, subject, content, signs } = papers.claim;
  const context = contextOf(paper);
  const client = clientOf(paper, context);
  const number = claim.ref.replace(/^claim:/, '');
  const typeName = typeNames[claim.status];
  const title = subject(number, contractText(contract, words));
  const decider = claim.decision ? context.naming.party(claim.decision.by) : client;
  return {
    kind: 'minutes',
    language: words.language,
    info: {
      title: `${typeName}: ${title}`,
      creator: decider,
      createdMs: rows.at(-1)?.recordedMs ?? claim.filed.recordedMs,
      properties: { claim: claim.ref, row: rows.at(-1)?.hash ?? '' },
    },
    variant: 'electronic',
    letterhead: { issuingBody: decider },
    addressees: [],
    legalBases: [],
    typeName,
    subject: title,
    body: [
      { kind: 'section', title: papers.parties },
      pairTable(
        partyPairs(
          contract,
          { a: client, b: context.naming.party(`contractor:${contract.contractor}`) },
          words,
        ),
        annexes.pairs,
      ),
      { kind: 'section', title: content },
      pairTable(
        claimPairs(claim, { parts: [] }, context).filter(([, text]) => text !== ''),
        annexes.pairs,
      ),
      ...proofBlocks(
        filesOf(claim),
        rows.map((row) => ({ ...row, act: papers.claim.acts[row.act] ?? row.act })),
        words,
      ),
    ],
    annexes: [],
    parties: [
      { role: claim.decision ? signs.decided : signs.received, body: decider },
      { role: signs.filed, body: context.naming.party(claim.filed.by) },
    ],
    signingPage: false,
  };
}

const contextOf = ({ contract: { contractor }, names, words }: ClaimPaper): DossierWords => ({
  words,
  naming: createNaming({ document: { contract: { contractor } }, names, words }),
});

const clientOf = ({ contract: { agency } }: ClaimPaper, { naming }: DossierWords): string =>
  naming.party(agency === undefined ? 'dost' : `agency:${agency}`);

const filesOf = ({ filed, hearings, decision }: DossierClaim) => [
  ...filed.files,
  ...hearings.flatMap(({ files }) => files),
  ...(decision?.files ?? []),
];
