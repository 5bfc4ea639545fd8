import { describe, expect, test } from 'vitest';
import {
  attribute,
  child,
  children,
  escapeXml,
  numberAt,
  parseEnvelope,
  textAt,
} from '#collector/onvif/xml.ts';

const envelope = (body: string) => `<s:Envelope xmlns:s="x"><s:Body>${body}</s:Body></s:Envelope>`;
const bodyOf = (body: string) => parseEnvelope(envelope(body)).body;

describe('parseEnvelope', () => {
  test.each([
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="x"><SOAP-ENV:Body><a>1</a></SOAP-ENV:Body></SOAP-ENV:Envelope>',
    '<Envelope xmlns="x"><Body><a xmlns="y">1</a></Body></Envelope>',
    '<?xml version="1.0"?>\r\n<env:Envelope>\n <env:Header/>\n<env:Body><ns1:a>1</ns1:a></env:Body>\n</env:Envelope >\n\u0000\u0000',
    '\ufeff<s:Envelope><s:Body><!-- a --><a><![CDATA[1]]></a></s:Body></s:Envelope>',
  ])('reads an envelope whatever its prefixes are: %s', (text) => {
    expect(textAt(parseEnvelope(text).body, 'a')).toBe('1');
  });

  test.each([
    ['an empty answer', '', 'no whole SOAP envelope'],
    ['a page', '<html><body>Login</body></html>', 'no whole SOAP envelope'],
    ['an answer that breaks off', envelope('<a/>').slice(0, -1), 'no whole SOAP envelope'],
    ['an envelope without a body', '<Envelope></Envelope>', 'XML without a SOAP body'],
    ['a document type', `<!DOCTYPE a>${envelope('')}`, 'a document type, which SOAP forbids'],
    ['an entity', `<!ENTITY b "bb">${envelope('&b;')}`, 'a document type, which SOAP forbids'],
    ['a depth that nobody needs', envelope('<a>'.repeat(100)), 'XML that cannot be read'],
    ['names that mean harm', envelope('<__proto__><a/></__proto__>'), 'XML that cannot be read'],
  ])('refuses %s', (_name, text, what) => {
    const beginning = text === '' ? '' : `; it begins with ${JSON.stringify(text.slice(0, 60))}`;

    expect(() => parseEnvelope(text)).toThrow(
      expect.objectContaining({
        name: 'ProbeError',
        reason: 'malformed',
        message: `expected a SOAP answer, got ${what}${beginning}`,
      }),
    );
  });
});

describe('looking into an envelope', () => {
  const body = bodyOf(
    '<t:p token="1"><n> 7 </n></t:p><p tt:token="2&amp;"/><n>08</n><n>1e3</n><toString>x</toString>',
  );

  test('finds elements of a name in their order', () => {
    expect(children(body, 'p').map((node) => attribute(node, 'token'))).toEqual(['1', '2&']);
    expect(children(body, 'q')).toEqual([]);
    expect(children(undefined, 'p')).toEqual([]);
  });

  test('finds the first on the way down', () => {
    expect(textAt(body, 'p', 'n')).toBe('7');
    expect(child(body, 'p', 'x', 'y')).toBeUndefined();
  });

  test('reads numbers of plain digits, and none of other kinds', () => {
    expect(numberAt(body, 'p', 'n')).toBe(7);
    expect(numberAt(body, 'n')).toBe(8);
    expect(numberAt(bodyOf('<n>1e3</n>'), 'n')).toBeUndefined();
    expect(numberAt(bodyOf('<n>NaN</n>'), 'n')).toBeUndefined();
    expect(numberAt(bodyOf(`<n>${'9'.repeat(30)}</n>`), 'n')).toBeUndefined();
  });

  test('finds nothing that every object has', () => {
    expect(child(body, 'constructor')).toBeUndefined();
    expect(child(body, 'toString')).toBeUndefined();
  });

  test('decodes entities once, and those of XML alone', () => {
    expect(textAt(bodyOf('<a>&lt;&amp;lt;&#65;&#x1EA1;&bomb;&#x110000;</a>'), 'a')).toBe(
      '<&lt;Aạ&bomb;&#x110000;',
    );
  });
});

test('more tags than any device needs are not even looked at: they would keep the process busy', () => {
  expect(() => bodyOf('<a/>'.repeat(60_000))).toThrow('expected a SOAP answer, got more than 60000 tags');
  expect(children(bodyOf('<a/>'.repeat(50_000)), 'a')).toHaveLength(50_000);
});

test('what is escaped is read back as it was', () => {
  const text = `a<b>&"c'd</x>`;

  expect(textAt(bodyOf(`<a>${escapeXml(text)}</a>`), 'a')).toBe(text);
});
