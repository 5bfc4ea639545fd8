import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlainXml } from '#collector/onvif/plain-xml.ts';
import { parseEnvelope } from '#collector/onvif/xml.ts';
import { ProbeError } from '#collector/probing/prober.ts';

const name = fc.constantFrom(
  'tt:Time',
  'Time',
  'a-b',
  '_x',
  'constructor',
  '__proto__',
  'x.y',
  'tt:toString',
  '1a',
);
const attribute = fc.constantFrom(
  ' token="a"',
  ' tt:token="a"',
  ' token=" b "',
  " token='c'",
  ' token="d" token="e"',
  ' xmlns:tt="u:v"',
  ' Token="f"',
  ' mytoken="g"',
  ' bare',
  '\n\ttoken="h&amp;i"',
);
const words = fc.constantFrom(
  '',
  ' ',
  '\r\n',
  ' ab ',
  '1',
  'a&amp;b',
  '&#65;',
  'a\r\nb',
  'x]]>y',
  'ộ',
  '>',
  '\0',
);
const odd = fc.constantFrom('<!-- c -->', '<![CDATA[d]]>', '<?pi e?>', '</x>', '<', '<Body>', '\ufeff');

const { node } = fc.letrec<{ node: string; inside: string }>((tie) => ({
  node: fc
    .tuple(name, fc.array(attribute, { maxLength: 2 }), fc.option(tie('inside')), fc.boolean())
    .map(([tag, attributes, inside, isSloppy]) =>
      inside === null
        ? `<${tag}${attributes.join('')}/>`
        : `<${tag}${attributes.join('')}>${inside}</${tag.slice(isSloppy && tag.length > 4 ? 1 : 0)}>`,
    ),
  inside: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc
      .array(
        fc.oneof({ weight: 6, arbitrary: tie('node') }, { weight: 1, arbitrary: fc.oneof(words, odd) }),
        { maxLength: 4 },
      )
      .map((parts) => parts.join('')),
  ),
}));

/** A comment is nothing, and nothing plain: the other parser reads the document then. */
const END = '</s:Body></s:Envelope>';
const withComment = (text: string) => text.replace(END, `<!--c-->${END}`);

function read(text: string) {
  try {
    return parseEnvelope(text);
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return error.reason;
  }
}

test('a document is read alike whether it is plain or not', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 3 }), fc.boolean(), (nodes, isDeclared) => {
      const declaration = isDeclared ? '<?xml version="1.0" encoding="UTF-8"?>\n' : '';
      const text = `${declaration}<s:Envelope xmlns:s="u:s"><s:Body><tt:X>${nodes.join('\n')}</tt:X>${END}`;

      expect(read(text)).toEqual(read(withComment(text)));
    }),
    { numRuns: 3_000 },
  );
});

test('what is plain is known, and what is not is left to others', () => {
  const plain = '<?xml version="1.0"?><E:a xmlns:E="u"><b token="t">1</b><b/><c> x </c></E:a>';
  expect(parsePlainXml(plain)).toEqual({
    a: { b: [{ '@token': 't', '#text': '1' }, { '#text': '' }], c: { '#text': 'x' } },
  });
  for (const other of [
    '<a>x<b/></a>',
    '<a><!-- --></a>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a>',
    '<!DOCTYPE a><a/>',
    '',
  ])
    expect(parsePlainXml(other)).toBeUndefined();
});
