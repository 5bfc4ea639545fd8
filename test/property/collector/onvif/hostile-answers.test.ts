import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDeviceTime } from '#collector/onvif/device-time.ts';
import { parseProfiles, parseProfiles2, parseUri } from '#collector/onvif/media-profiles.ts';
import { readAnswer } from '#collector/onvif/read-answer.ts';
import {
  parseJobState,
  parseJobs,
  parseOldest,
  parseRecordings,
} from '#collector/onvif/recording-answers.ts';
import { parseCapabilities, parseServices } from '#collector/onvif/services.ts';
import { parseProbeMatches } from '#collector/onvif/ws-discovery.ts';
import { parseEnvelope, type Xml } from '#collector/onvif/xml.ts';
import { ProbeError } from '#collector/probing/prober.ts';

const NAMES = [
  'SystemDateAndTime UTCDateTime LocalDateTime TimeZone TZ Date Time Year Month Day Hour Minute Second Service',
  'Namespace XAddr Capabilities Device Media Extension Recording Profiles VideoEncoderConfiguration Encoding Resolution',
  'Width RateControl RecordingItem RecordingToken JobItem JobToken State Sources Tracks Track Error Summary DataFrom',
  'Fault Code Value Subcode Reason Text ProbeMatches ProbeMatch XAddrs Scopes Types Uri MediaUri constructor',
]
  .join(' ')
  .split(' ');
const WORDS = [
  '7',
  '-1',
  'NaN',
  'Active',
  'http://127.0.0.1/x',
  'http://',
  'ter:NotAuthorized',
  '&amp;',
  '&#x0;',
  '',
];

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 20 })),
    fc.array(tie('element'), { maxLength: 4 }).map((parts) => parts.join('')),
  ),
  element: fc
    .record({
      name: fc.constantFrom(...NAMES),
      token: fc.constantFrom('', ' token="a"'),
      content: tie('content'),
    })
    .map(({ name, token, content }) => `<t:${name}${token}>${content}</t:${name}>`),
}));
const envelope = (content: string) => `<s:Envelope><s:Body>${content}</s:Body></s:Envelope>`;

const asked = { address: '127.0.0.1', port: 80, transport: 'plain', path: '/' } as const;
const PARSERS: readonly ((response: Xml) => unknown)[] = [
  (response) => parseDeviceTime(response, 'utc'),
  (response) => parseDeviceTime(response, 'local-as-utc'),
  (response) => parseServices(response, asked),
  (response) => parseCapabilities(response, asked),
  parseProfiles,
  parseProfiles2,
  parseUri,
  parseRecordings,
  parseJobs,
  parseJobState,
  parseOldest,
];

/** Runs it, and lets no error through but one with a reason. */
function bear(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ProbeError);
  }
}

test('every parser bears with any XML of the words that it looks for', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 4 }), (parts) => {
      bear(() => {
        const { body } = parseEnvelope(envelope(parts.join('')));
        for (const parse of PARSERS) parse(body);
      });
    }),
  );
});

test('no service address leads anywhere but to the address that was asked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom(...WORDS)), (address) => {
      const text = envelope(
        `<R><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr><![CDATA[${address.replaceAll(']]>', '')}]]></XAddr></Service></R>`,
      );
      bear(() => {
        const { R } = parseEnvelope(text).body;
        for (const endpoint of parseServices(R as Xml, asked).values()) {
          expect(endpoint).toMatchObject({ address: '127.0.0.1', port: 80, transport: 'plain' });
          expect(endpoint.path).toMatch(/^\/[!-~]*$/);
        }
      });
    }),
  );
});

test('an answer of any status and body is read, or refused for a reason', () => {
  const body = fc.oneof(fc.string({ unit: 'binary' }), element.map(envelope), element);

  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
      bear(() =>
        readAnswer('GetX', {
          status,
          statusLine: `${status}`,
          challenges: [],
          headers: {},
          body: text,
          connectMs: 1,
          responseMs: 1,
          midpointMs: 1,
        }),
      );
    }),
  );
});

test('any datagram is an answer of devices, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), element.map(envelope)), (text) => {
      for (const { xaddrs, types } of parseProbeMatches(text)) {
        expect([...xaddrs, ...types].every((word) => word.length <= 200)).toBe(true);
      }
    }),
  );
});

test('an answer that is cut short anywhere is refused', () => {
  const whole = envelope('<R><A>1</A></R>');

  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
      expect(() => parseEnvelope(whole.slice(0, length))).toThrow(ProbeError);
    }),
  );
});
