import { readLink, signLink } from './sign-link.ts';

/** What a link confirms: that whoever follows it reads what is sent to an address. The address itself is not in it. */
export interface AddressLink {
  readonly account: string;
  readonly hash: string;
}

const PURPOSE = 'camwatch confirmation of an address, version 1';

export const signAddressLink = (key: string, { account, hash }: AddressLink): string =>
  signLink(key, PURPOSE, [account, hash]);

/** `undefined` where it is none of ours, or not as it was. Whether it is over is for the caller to see. */
export function readAddressLink(key: string, text: string): AddressLink | undefined {
  const [account, hash, ...rest] = readLink(key, PURPOSE, text) ?? [];
  return account === undefined || hash === undefined || rest.length > 0 ? undefined : { account, hash };
}
