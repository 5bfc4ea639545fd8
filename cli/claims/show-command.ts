import { ClaimNumber } from '../../contracts/actions/claims/claim-number.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { type Claim, decidedCut, findClaim, foldClaims, isPending } from '../../ledger/decisions/claims.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Attachment } from '../../ledger/files/attachments.ts';
import { checkAttachment } from '../../ledger/files/attachments.ts';
import { withCity } from '../print/city-scope.ts';
import type { Wording } from '../print/wording.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { claimToJson } from './claim-to-json.ts';

/** `camwatch claim show`. */
export const buildShowCommand = defineCommand({
  name: 'show',
  description: 'Show a claim with its evidence, files, hearings and decision: who, when and why.',
  arguments: ['id'],
  options: { ...CITY, id: ClaimNumber },
  help: `
Examples:
  camwatch claim show 7
  camwatch claim show 7 --json`,
  open: withCity,
  run: ({ record }, { id }) => findClaim(foldClaims(record.reader.decisions('claim', { id })), id),
  json: (claim, { iso }) => claimToJson(claim, iso),
  render: (claim, { record, wording, nowMs }) => renderClaim(claim, record.store.path, nowMs, wording),
});

/** More are in the JSON. */
const MOST_NAMES = 100;

function renderClaim(claim: Claim, path: string, nowMs: number, wording: Wording): readonly string[] {
  const { texts, clock, zoneLine, party, parties, entities } = wording;
  const { id, status, cause, contract, interval, cut, against, hearings, decision, withdrawn } = claim;
  const found = decidedCut(claim);
  const span = ({ fromMs, toMs }: Interval) => texts.span(clock(fromMs), clock(toMs));
  const all = (list: readonly string[]) => entities(list, MOST_NAMES);
  const files = (list: readonly Attachment[]) => renderFiles(list, path, texts.fileStates);
  const signed = ({ recordedMs, author }: { readonly recordedMs: number; readonly author: string }) =>
    `${clock(recordedMs)}, ${author}`;
  const names = { ...texts.facts, ...texts.fields };
  const rows: (readonly [keyof typeof names, string])[] = [
    ['contract', contract],
    ['cause', texts.causes[cause]],
    ['time', span(interval)],
    ...(cut ? [['cut', span(cut)] as const] : []),
    ['entities', `${all(claim.entities)}${claim.selector === '' ? '' : `  (${claim.selector})`}`],
    ['by', party(claim.by)],
    ...(against.length > 0 ? [['against', parties(against)] as const] : []),
    ['evidence', showUntrusted(claim.evidence)],
    ...files(claim.files).map((file) => ['files', file] as const),
    ['received', clock(claim.receivedMs)],
    ['recorded', signed(claim)],
    ...(isPending(claim) ? [['decideUntil', renderDeadline(claim, nowMs, wording)] as const] : []),
    ...hearings.flatMap((hearing) => [
      [
        'hearing',
        `${party(hearing.party)}: ${hearing.says === undefined ? texts.askedUntil(clock(hearing.recordedMs + claim.hearForMs)) : showUntrusted(hearing.says)}  (${signed(hearing)})`,
      ] as const,
      ...files(hearing.files).map((file) => ['files', file] as const),
    ]),
    ...(decision
      ? [
          [
            'decision',
            `${party(decision.by)}: ${showUntrusted(decision.reason)}  (${signed(decision)})`,
          ] as const,
          ...(decision.accepted
            ? [
                ['acceptedTime', span(decision.accepted.interval)] as const,
                ...(found ? [['cut', span(found)] as const] : []),
                ['acceptedEntities', all(decision.accepted.entities)] as const,
              ]
            : []),
          ...files(decision.files).map((file) => ['files', file] as const),
        ]
      : []),
    ...(withdrawn
      ? [['withdrawn', `${showUntrusted(withdrawn.reason)}  (${signed(withdrawn)})`] as const]
      : []),
  ];
  return [
    texts.claimTitle(id, texts.statuses[status]),
    ...alignRows(rows.map(([field, value]) => [`  ${names[field]}`, value])),
    `  ${zoneLine}`,
  ];
}

const renderDeadline = ({ decideByMs }: Claim, nowMs: number, { texts, clock }: Wording): string =>
  `${clock(decideByMs)}${nowMs > decideByMs ? ` (${texts.overdue})` : ''}`;

/** Each with the beginning of its hash, and whether it still is what was handed in. */
function renderFiles(
  files: readonly Attachment[],
  path: string,
  states: Wording['texts']['fileStates'],
): readonly string[] {
  return files.map(
    ({ name, sha256 }) =>
      `${name}  SHA-256 ${sha256.slice(0, 16)}…  ${states[checkAttachment(path, sha256)]}`,
  );
}
