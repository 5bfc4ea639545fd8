import type { Logger } from 'pino';
import type { ShippingEvent } from '../../hub/shipping/start-shipping.ts';
import type { ShippingNumbers } from './shipping-messages.ts';

/** Counts what was sent and failed since it was asked last, and logs what a person may want to know. */
export function createShippingTally() {
  let sentRows = 0;
  let sentBytes = 0;
  let failures: Record<string, number> = {};
  return {
    addBytes: (bytes: number) => {
      sentBytes += bytes;
    },
    note: (event: ShippingEvent, logger: Logger) => {
      switch (event.type) {
        case 'sent':
          sentRows += event.rows;
          return;
        case 'failed':
          failures[event.reason] = (failures[event.reason] ?? 0) + 1;
          if (event.isNew)
            logger.warn(
              { reason: event.reason, detail: event.detail },
              'no hub takes what is sent: it is kept, and tried again',
            );
          return;
        case 'recovered':
          logger.info('a hub takes what is sent again');
          return;
        case 'forked':
          logger.error(
            { detail: event.detail },
            'nothing is sent any more: the chain of this collector is another at the hub; probing goes on; enrol this machine by a new name, with a new --dir (docs/collectors.md)',
          );
          return;
        case 'doubled':
          logger.error('another process speaks to the hub under this name: one of them is to be stopped');
          return;
      }
    },
    take: (): Pick<ShippingNumbers, 'sentRows' | 'sentBytes' | 'failures'> => {
      const taken = { sentRows, sentBytes, failures };
      [sentRows, sentBytes, failures] = [0, 0, {}];
      return taken;
    },
  };
}
