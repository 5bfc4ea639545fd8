import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import { children, escapeXml, parseEnvelope, textAt, type Xml } from './xml.ts';

/** Where a probe goes (WS-Discovery 1.0, ONVIF Core §7.3): every device of the local network listens there. */
export const DISCOVERY_GROUP = '239.255.255.250';
export const DISCOVERY_PORT = 3_702;

/** Renders the question who speaks ONVIF. `messageId` is a fresh UUID; `types: 'any'` also finds those that do not tell. */
export function renderProbe(messageId: string, types: 'video' | 'device' | 'any' = 'video'): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"',
    ' xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"',
    ' xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"',
    ' xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl">',
    `<e:Header><w:MessageID>uuid:${escapeXml(messageId)}</w:MessageID>`,
    '<w:To e:mustUnderstand="true">urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>',
    '<w:Action e:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>',
    `<e:Body><d:Probe>${TYPES[types]}</d:Probe></e:Body></e:Envelope>`,
  ].join('');
}

const TYPES = {
  video: '<d:Types>dn:NetworkVideoTransmitter</d:Types>',
  device: '<d:Types>tds:Device</d:Types>',
  any: '',
} as const;

/** One device as it announces itself. Everything is its own word, cleaned and no more. */
export interface ProbeMatch {
  /** The `MessageID` of the probe that it answers, without `uuid:` or `urn:uuid:`. */
  readonly relatesTo?: string;
  /** Stable over changes of its address, without `uuid:` or `urn:uuid:`. */
  readonly endpointId?: string;
  /** Local names, such as `NetworkVideoTransmitter`. */
  readonly types: readonly string[];
  readonly name?: string;
  readonly hardware?: string;
  readonly location?: string;
  /** HTTP addresses of its device service, as it knows them: behind NAT they may be of no use. */
  readonly xaddrs: readonly string[];
  /** Host of the first of them. */
  readonly address?: string;
}

/** Answers of one datagram. Empty where it is none, or malformed: anybody can send anything to an open port. */
export function parseProbeMatches(text: string): readonly ProbeMatch[] {
  if (text.length > MOST_CHARACTERS) return [];
  try {
    const { header, body } = parseEnvelope(text);
    const relatesTo = bareId(textAt(header, 'RelatesTo'));
    const matches = children(body, 'ProbeMatches').flatMap((list) => children(list, 'ProbeMatch'));
    return matches.slice(0, MOST_MATCHES).map((match) => toMatch(match, relatesTo));
  } catch (error) {
    if (error instanceof ProbeError) return [];
    throw error;
  }
}

/** The largest datagram. */
const MOST_CHARACTERS = 65_535;
const MOST_MATCHES = 16;

function toMatch(match: Xml, relatesTo: string | undefined): ProbeMatch {
  const endpointId = bareId(textAt(match, 'EndpointReference', 'Address'));
  const scopes = words(match, 'Scopes');
  const xaddrs = words(match, 'XAddrs').filter(isHttp);
  const address = xaddrs[0] && new URL(xaddrs[0]).hostname.replace(/^\[(.*)\]$/, '$1');
  const [name, hardware, location] = ['name', 'hardware', 'location'].map((key) => scopeOf(scopes, key));
  return {
    types: words(match, 'Types').map((type) => type.replace(/^.*:/, '')),
    xaddrs,
    ...(relatesTo && { relatesTo }),
    ...(endpointId && { endpointId }),
    ...(name && { name }),
    ...(hardware && { hardware }),
    ...(location && { location }),
    ...(address && { address }),
  };
}

/** Lists in one element are longer than the texts we keep: each word is cleaned by itself. */
function words(match: Xml, name: string): readonly string[] {
  const list = children(match, name)[0]?.['#text'];
  if (typeof list !== 'string') return [];
  return list
    .split(/\s+/)
    .slice(0, 64)
    .flatMap((word) => cleanText(word.replaceAll('&amp;', '&')) ?? []);
}

/** `onvif://www.onvif.org/location/city/hanoi` holds the location `city/hanoi`; of several the first that says something. */
function scopeOf(scopes: readonly string[], key: string): string | undefined {
  const prefix = `onvif://www.onvif.org/${key}/`;
  return scopes
    .filter((scope) => scope.toLowerCase().startsWith(prefix))
    .map((scope) => cleanText(decodePercent(scope.slice(prefix.length))))
    .find((value) => value !== undefined);
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A name with a bare percent sign.
    return text;
  }
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

const bareId = (text: string | undefined) => text?.replace(/^(?:urn:)?uuid:/i, '');
