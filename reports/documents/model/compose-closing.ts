import { capitals, cleanText } from './clean-text.ts';
import type { ComposedClosing, ComposedSigner, Runs } from './composed-document.ts';
import type { OfficialDocument, Recipients, Signature, SigningParty } from './document.ts';
import { markedRun } from './plain-run.ts';

/** The end of the document: signature and Nơi nhận, or the parties side by side. */
export function composeClosing(document: OfficialDocument): ComposedClosing {
  if (document.kind === 'minutes') {
    const [first, second] = document.parties;
    return {
      kind: 'parties',
      signingPage: document.signingPage,
      parties: [composeParty(first), composeParty(second)],
    };
  }
  const { signature, recipients } = document.closing;
  return { kind: 'signature', signer: composeSigner(signature), recipients: composeRecipients(recipients) };
}

function composeSigner({ authority, post, name, image }: Signature): ComposedSigner {
  return {
    lines: [...(authority === undefined ? [] : capitalLines(authority)), ...postLines(post)],
    ...(image && { image }),
    name: nameRuns(name),
  };
}

function composeParty({ role, body, authority, post, name, image }: SigningParty): ComposedSigner {
  return {
    lines: [
      ...capitalLines(role),
      ...(body === undefined ? [] : capitalLines(body)),
      ...(authority === undefined ? [] : capitalLines(authority)),
      ...postLines(post),
    ],
    guide: [{ text: '(Ký, ghi rõ họ tên, đóng dấu)' }],
    ...(image && { image }),
    name: nameRuns(name),
  };
}

function postLines(post: string | undefined): readonly Runs[] {
  return post === undefined ? [[markedRun('chức vụ của người ký')]] : capitalLines(post);
}

function nameRuns(name: string | undefined): Runs {
  return name === undefined ? [markedRun('họ và tên')] : [{ text: cleanText(name) }];
}

function capitalLines(text: string): readonly Runs[] {
  return capitals(text)
    .split('\n')
    .map((line) => [{ text: line }]);
}

function composeRecipients({ lines, filedBy, fileCopies, drafter }: Recipients): readonly Runs[] {
  const copies = fileCopies === undefined ? '' : ` (${fileCopies})`;
  const drafted =
    drafter && `${capitals(drafter.mark)}${drafter.copies === undefined ? '' : `.(${drafter.copies})`}`;
  return [
    ...lines.map((line) => [{ text: `- ${cleanText(line)};` }]),
    [{ text: `- Lưu: VT, ${cleanText(filedBy ?? '……')}${copies}.` }],
    ...(drafted === undefined ? [] : [[{ text: drafted }]]),
  ];
}
