import { isIP } from 'node:net';

/**
 * Texts of devices (certificates, contact lines) may hold network addresses, which nobody is told. Only for texts in which
 * an address can stand: a firmware may be called 1.2.3.4.
 */
export function hideAddresses(text: string): string {
  return text.replace(CANDIDATE, (word) => (isIP(word) === 0 ? word : '…'));
}

const CANDIDATE = /[0-9a-f.:]{3,}/gi;
