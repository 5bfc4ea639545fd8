import { HubRefusal } from './hub-refusal.ts';

/** What is asked is worked on one at a time for each key, and so many at once for all. */
export interface OneAtATime {
  /**
   * Reads what was sent, and works on it. One that comes while an earlier one of its key is still being read takes its place: whoever sends one
   * thing after the other has given that up. @throws BUSY while one of its key is worked on, or so many are under way
   */
  readonly run: <Body, Answer>(key: string, asked: Asked<Body, Answer>) => Promise<Answer>;
}

export interface Asked<Body, Answer> {
  readonly read: () => Promise<Body>;
  readonly work: (body: Body) => Promise<Answer>;
  /** Ends the reading. */
  readonly giveUp: () => void;
}

export function createOneAtATime(most: number): OneAtATime {
  const underWay = new Map<string, { readonly giveUp: () => void; isRead: boolean }>();
  return {
    run: async (key, { read, work, giveUp }) => {
      const earlier = underWay.get(key);
      if (earlier?.isRead || (!earlier && underWay.size >= most)) throw busy();
      const own = { giveUp, isRead: false };
      underWay.set(key, own);
      earlier?.giveUp();
      try {
        const body = await read();
        if (underWay.get(key) !== own) throw busy();
        own.isRead = true;
        return await work(body);
      } finally {
        if (underWay.get(key) === own) underWay.delete(key);
      }
    },
  };
}

const busy = () => new HubRefusal('BUSY', 'too many at once: try again in a moment');
