import { isIPv4 } from 'node:net';

/** Whether a host of a settings file is this machine: `localhost`, 127.0.0.0/8 or ::1, with or without brackets. */
export const isLoopback = (host: string): boolean =>
  ['localhost', '::1', '[::1]'].includes(host.toLowerCase()) || (isIPv4(host) && host.startsWith('127.'));
