import { isIP } from 'node:net';

/**
 * Texts of devices (certificates, contact lines) may hold network addresses, which nobody is told. Only for texts in which
 * an address can stand: a firmware may be called 1.2.3.4.
 */
export function hideAddresses(text: string): string {
  return text.replace(CANDIDATE, hideWord);
}

/** As it stands, at the end of a sentence, or before a port. */
function hideWord(word: string): string {
  if (isIP(word) !== 0) return '…';
  const [, address = '', rest = ''] = WITH_REST.exec(word) ?? [];
  return isIP(address) === 0 ? word : `…${rest}`;
}

const WITH_REST = /^(.+?)((?::\d{1,5})?[.:]*)$/;

const CANDIDATE = /[0-9a-f.:]{3,}/gi;
