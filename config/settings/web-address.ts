import { findUnseen } from '../../core/text/unseen-text.ts';

/** `fetch` takes no address with a user, and it would stand in the clear in every log. */
export function hasNoUser(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password } = new URL(url);
  return username === '' && password === '';
}

/** Whether what is sent there never leaves this machine. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** What a reader would take for another address than it is. */
export function isSeenAddress(url: string): boolean {
  return findUnseen(url) === undefined;
}
