import { capitals, cleanText } from './clean-text.ts';
import type { ComposedClosing, ComposedSigner, Runs } from './composed-document.ts';
import type { OfficialDocument, Recipients, Signature, SigningParty } from './document.ts';
import type { LayoutTexts } from './layout-texts.ts';
import { markedRun } from './plain-run.ts';

/** The end of the document: signature and Nơi nhận, or the parties side by side. */
export function composeClosing(document: OfficialDocument, texts: LayoutTexts): ComposedClosing {
  if (document.kind === 'minutes') {
    const [first, second] = document.parties;
    return {
      kind: 'parties',
      signingPage: document.signingPage,
      parties: [composeParty(first, texts), composeParty(second, texts)],
    };
  }
  const { signature, recipients } = document.closing;
  return {
    kind: 'signature',
    signer: composeSigner(signature, texts),
    recipients: composeRecipients(recipients),
  };
}

function composeSigner({ authority, post, name, image }: Signature, { hints }: LayoutTexts): ComposedSigner {
  return {
    lines: [...(authority === undefined ? [] : capitalLines(authority)), ...postLines(post, hints)],
    ...(image && { image }),
    name: nameRuns(name, hints),
  };
}

function composeParty(
  { role, body, authority, post, name, image }: SigningParty,
  { hints, signHere }: LayoutTexts,
): ComposedSigner {
  return {
    lines: [
      ...capitalLines(role),
      ...(body === undefined ? [] : capitalLines(body)),
      ...(authority === undefined ? [] : capitalLines(authority)),
      ...postLines(post, hints),
    ],
    guide: [{ text: signHere }],
    ...(image && { image }),
    name: nameRuns(name, hints),
  };
}

type Hints = LayoutTexts['hints'];

function postLines(post: string | undefined, hints: Hints): readonly Runs[] {
  return post === undefined ? [[markedRun(hints.post)]] : capitalLines(post);
}

function nameRuns(name: string | undefined, hints: Hints): Runs {
  return name === undefined ? [markedRun(hints.name)] : [{ text: cleanText(name) }];
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
