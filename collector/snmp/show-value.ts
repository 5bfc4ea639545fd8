import { cleanText } from '../../core/text/device-text.ts';
import type { SnmpValue } from './session/snmp-value.ts';

/** A value as people read it: text where it is text, else octets in hexadecimal. */
export function showValue({ type, value }: SnmpValue): string {
  if (type !== 'octets' && type !== 'opaque') return String(value);
  const text = decodeText(value);
  return text === undefined ? `0x${value.subarray(0, 64).toString('hex')}` : (cleanText(text) ?? '');
}

/** Octets as the text that they are: UTF-8 without control characters but white space and a closing zero. */
export function decodeText(octets: Buffer): string | undefined {
  const end = octets.indexOf(0);
  const isPadded = end >= 0 && octets.subarray(end).every((octet) => octet === 0);
  const bytes = isPadded ? octets.subarray(0, end) : octets;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return undefined;
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
