import type { HubCaller } from './call-hubs.ts';
import { refusalOf } from './refusal-of.ts';

/** Fetches what is in force at the hub, once: what is refused here is not asked for again until there is another. */
export function createConfigurationFetcher(caller: Pick<HubCaller, 'call'>) {
  let fetched: string | undefined;
  return {
    /** @returns what was sent, where another is in force there than here. @throws HUB_REFUSED, and what the connection fails with */
    follow: async (there: string | undefined, here: string | undefined): Promise<string | undefined> => {
      if (there === undefined || there === here || there === fetched) return undefined;
      const before = fetched;
      fetched = there;
      try {
        return await fetchConfiguration(caller);
      } catch (error) {
        fetched = before;
        throw error;
      }
    },
  };
}

/** Signed, as it was sent. @throws HUB_REFUSED */
export async function fetchConfiguration(caller: Pick<HubCaller, 'call'>): Promise<string> {
  const answer = await caller.call('configuration');
  if (answer.status === 200) return answer.text;
  throw refusalOf(answer);
}
