import type { Annex } from '../../../documents/model/document.ts';
import { pairTable } from '../cells.ts';
import { readRulesText } from '../rules-text.ts';
import type { StatementInput } from '../statement-input.ts';

/** Ties the paper to the sealed file: whoever holds both sees whether they belong together, and whether the file is genuine. */
export function technicalAnnex(input: StatementInput): Annex {
  const { document, sha256, words } = input;
  const { ledger, signer, contractVersions, contract, period, software, replaces } = document;
  const { annexes } = words.texts;
  const texts = annexes.technical;
  const papers = papersOf(input);
  return {
    title: texts.title,
    orientation: 'portrait',
    secret: false,
    blocks: [
      { kind: 'paragraph', text: texts.intro },
      pairTable(
        [
          [texts.id, texts.idIs(document.id, document.number)],
          [texts.contract, `${contract.id}, ${contract.contractor}`],
          [texts.period, `${period.label}, ${period.timeZone}`],
          [texts.software, `camwatch ${software.version}`],
          [
            texts.rules,
            texts.rulesAre(
              readRulesText(words.language),
              readRulesText(words.language === 'vi' ? 'en' : 'vi'),
            ),
          ],
          [texts.hash, sha256],
          ...(replaces ? [[texts.replaces, replaces.sha256] as const] : []),
          [texts.key, signer.fingerprint],
          [texts.rows, texts.rowsAre(words.count(ledger.rows), ledger.digest)],
          ...(ledger.heads
            ? [[texts.heads, ledger.heads.map((head) => texts.headIs(head)).join('\n')] as const]
            : []),
          [
            texts.contractRows,
            contractVersions.map(({ seq, hash }) => texts.row(seq, hash)).join('\n') || '–',
          ],
        ],
        annexes.pairs,
      ),
      ...(papers.length > 0
        ? [{ kind: 'clause', title: texts.papers } as const, pairTable(papers, texts.paper)]
        : []),
      { kind: 'clause', title: texts.check },
      ...texts.checks.map((text) => ({ kind: 'point', text }) as const),
    ],
  };
}

/** Every paper that the statement names, once, with the hash that it is kept by. */
function papersOf({ document }: StatementInput): readonly (readonly [string, string])[] {
  const { agreement = [], dossier } = document;
  const files = [
    ...agreement,
    ...(dossier?.claims.flatMap(({ filed, hearings, decision }) => [
      ...filed.files,
      ...hearings.flatMap((hearing) => hearing.files),
      ...(decision?.files ?? []),
    ]) ?? []),
    ...(dossier?.works.flatMap(({ announced }) => announced.files) ?? []),
    ...(dossier?.unmeasured.flatMap(({ decided }) => decided.files) ?? []),
    ...(dossier?.objections.flatMap((objection) => objection.files) ?? []),
  ];
  return [
    ...new Map(files.map(({ name, sha256 }) => [`${name} ${sha256}`, [name, sha256] as const])).values(),
  ];
}
