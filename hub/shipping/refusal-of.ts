import { parseForeignJson } from '../../core/text/parse-json.ts';
import { HubError } from '../hub-error.ts';
import { RefusalAnswer } from '../wire/protocol.ts';
import type { HubAnswer } from './call-hubs.ts';

/** What a hub said with a status other than 200, as an error. */
export function refusalOf(answer: HubAnswer): HubError {
  const { message } = parseRefusal(answer);
  return new HubError('HUB_REFUSED', {
    en: `the hub refuses: ${message}`,
    vi: `trạm nhận từ chối: ${message}`,
  });
}

/** A proxy in between may answer something else. */
export function parseRefusal({ status, text }: HubAnswer): RefusalAnswer {
  const read = RefusalAnswer.safeParse(parseForeignJson(text));
  return read.success ? read.data : { code: `HTTP_${status}`, message: `it answered ${status}` };
}
