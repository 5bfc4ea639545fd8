import type { Server } from 'node:http';

/** When a connection is there that requests come on: by TLS that is after the handshake, and another socket. */
export const connectionEvent = (server: Server): 'connection' | 'secureConnection' =>
  'setSecureContext' in server ? 'secureConnection' : 'connection';
