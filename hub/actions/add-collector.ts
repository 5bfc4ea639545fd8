import { z } from 'zod';
import { must, parseInput } from '../../core/input/parse-input.ts';
import { hours } from '../../core/time/units.ts';
import type { Collectors } from '../../ledger/record/collectors.ts';
import { hashOfToken, makeJoinToken, renderJoinToken } from '../authority/join-token.ts';
import type { Authority } from '../authority/open-authority.ts';
import { HubError } from '../hub-error.ts';

const MOST_CHARACTERS = 63;

/** As `collector.id` of the settings: it names rows in the record and series in InfluxDB. */
export const CollectorId = z
  .string()
  .superRefine(
    must(
      (text) => text.length <= MOST_CHARACTERS && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text),
      'expected a name of at most 63 lower-case letters, digits and single dashes',
      'cần tên không quá 63 chữ thường, chữ số và dấu gạch đơn',
    ),
  )
  .meta({ value: 'id' });

export const AddCollector = z.object({
  collector: CollectorId.describe('its name: it never changes, and is never given to another machine'),
  zone: CollectorId.default('default').describe('network zone that it stands in, as in sites.csv'),
  again: z
    .boolean()
    .default(false)
    .describe('of a collector that is enrolled: the machine kept its ledger and lost its key'),
});

export interface AddedCollector {
  readonly id: string;
  readonly zone: string;
  /** Told once. */
  readonly token: string;
  readonly endsMs: number;
}

/** How long a token waits to be used. */
export const TOKEN_MS = hours(24);

/** Lets a collector in, once, by the token that comes back. @throws INPUT_INVALID, HUB_REFUSED where it is enrolled already */
export function addCollector(
  { collectors, authority, nowMs }: AddContext,
  input: z.input<typeof AddCollector>,
): AddedCollector {
  const { collector: id, zone, again } = parseInput(AddCollector, input);
  const known = collectors.find(id);
  if (known?.certificate && known.revokedMs === undefined && !again)
    throw new HubError(
      'HUB_REFUSED',
      {
        en: `${id}: the collector is enrolled; a new machine needs a new name, since its chain begins anew`,
        vi: `${id}: bộ thu thập đã ghi danh; máy mới cần tên mới, vì chuỗi dòng của nó bắt đầu lại`,
      },
      { command: '--again where this very machine lost its key alone' },
    );
  const token = makeJoinToken(id, authority.fingerprint);
  const endsMs = nowMs() + TOKEN_MS;
  collectors.add({ id, zone, tokenHash: hashOfToken(token), tokenEndsMs: endsMs });
  return { id, zone, token: renderJoinToken(token), endsMs };
}

export interface AddContext {
  readonly collectors: Pick<Collectors, 'find' | 'add'>;
  readonly authority: Pick<Authority, 'fingerprint'>;
  readonly nowMs: () => number;
}
